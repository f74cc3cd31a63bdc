using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;

namespace CoreTop.Cli.Documents;

/// <summary>One task of a <see cref="FindingEntry"/>.</summary>
internal sealed record FindingTaskEntry(
    int Pid, int Tid, string Command, double Run, double? Wait, CpuSet? Affinity, CpuSet? Limit)
{
    /// <summary>Makes the entry.</summary>
    public static FindingTaskEntry From(FindingTask task) => new(
        task.Pid,
        task.Tid,
        task.Command,
        Rounded.Share(task.Run),
        task.Wait is { } wait ? Rounded.Share(wait) : null,
        task.Affinity,
        task.Limit);
}
