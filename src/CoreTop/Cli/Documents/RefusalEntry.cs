using CoreTop.Actions;

namespace CoreTop.Cli.Documents;

/// <summary>One task of a <see cref="ChangeDocument"/> that was not changed.</summary>
internal sealed record RefusalEntry(int Pid, int Tid, int? Errno, string Why)
{
    /// <summary>Makes the entry.</summary>
    public static RefusalEntry From(AffinityRefusal refusal) =>
        new(refusal.Pid, refusal.Task.Tid, refusal.Errno == 0 ? null : refusal.Errno, refusal.Why);
}
