using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;

namespace CoreTop.Cli.Documents;

/// <summary>A task with an affinity before and after, in an <see cref="UndoDocument"/> or <see cref="UndoListDocument"/>.</summary>
internal sealed record MoveEntry(int Pid, int Tid, string Command, CpuSet From, CpuSet To)
{
    /// <summary>Makes the entry.</summary>
    public static MoveEntry Of(AffinityChange change) =>
        new(change.Pid, change.Task.Tid, change.Name, change.From, change.To);
}
