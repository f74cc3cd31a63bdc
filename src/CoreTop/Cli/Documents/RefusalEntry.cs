using CoreTop.Actions;

namespace CoreTop.Cli.Documents;

/// <summary>One task of a <see cref="ChangeDocument"/> that was not changed, or not for certain.</summary>
internal sealed record RefusalEntry(int Pid, int Tid, int? Errno, string Why)
{
    /// <summary>Makes the entry.</summary>
    public static RefusalEntry From(TaskRefusal refusal) =>
        new(refusal.Pid, refusal.Task.Tid, refusal.Errno == 0 ? null : refusal.Errno, refusal.Why);

    /// <summary>The entry of a process of which some threads may still differ.</summary>
    public static RefusalEntry Unsettled(AffinityOutcome outcome) =>
        new(outcome.Request.Pid, outcome.Request.Task.Tid, Errno: null, outcome.WhyUnsettled!);
}
