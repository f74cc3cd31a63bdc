using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Texts;

/// <summary>How a task's affinity reads in the list: <c>all</c> or the cpulist, and a letter.</summary>
internal static class AffinityField
{
    /// <summary>Characters of a letter with the blank before it.</summary>
    public const int MarkLength = 2;

    /// <summary>The letters in the order of <see cref="AffinityMark"/>.</summary>
    private const string Letters = " nimkd";

    /// <summary>Each letter with its meaning, for the help screen.</summary>
    public static ImmutableArray<(char Letter, string Meaning)> Legend { get; } =
    [
        (Letter(AffinityMark.Narrowed), "narrower than its cpuset allows"),
        (Letter(AffinityMark.Inherited), "narrower than its cpuset allows, with the same affinity as its parent"),
        (Letter(AffinityMark.Mixed), "its threads, or the processes of the group, differ: the CPUs of all of them are shown"),
        (Letter(AffinityMark.KernelBound), "a kernel thread bound to its CPUs: cannot be moved"),
        (Letter(AffinityMark.Deadline), "SCHED_DEADLINE: the kernel refuses to narrow it"),
    ];

    /// <summary>The mark's letter; a blank for none.</summary>
    public static char Letter(AffinityMark mark) => Letters[(int)mark];

    /// <summary>What is said about the row's affinity.</summary>
    public static AffinityMark Mark(in ProcessRow row, Snapshot snapshot)
    {
        if (row.Group is { Sum.IsAffinityMixed: false } group)
        {
            return Mark(new ProcessRow(group.Members[0], Thread: null, Depth: 0), snapshot);
        }

        if (row.Task.Mobility == TaskMobility.KernelBound)
        {
            return AffinityMark.KernelBound;
        }

        if (row.Task.Mobility == TaskMobility.Deadline)
        {
            return AffinityMark.Deadline;
        }

        if (row.Thread is null && row.Process.IsAffinityMixed)
        {
            return AffinityMark.Mixed;
        }

        if (!IsNarrowed(row, snapshot))
        {
            return AffinityMark.None;
        }

        return snapshot.FindProcess(row.Process.ParentPid) is { } parent && row.Task.Affinity!.Equals(parent.Affinity)
            ? AffinityMark.Inherited
            : AffinityMark.Narrowed;
    }

    /// <summary>Whether the task may use fewer CPUs than its cpuset allows; the online CPUs where that is unknown.</summary>
    public static bool IsNarrowed(in ProcessRow row, Snapshot snapshot)
    {
        CpuSet allowed = (row.Limit ?? snapshot.Whole.Topology.Online).Except(snapshot.Whole.Topology.Isolated);
        return row.Task.Affinity is { } affinity && !allowed.IsSubsetOf(affinity);
    }

    /// <summary><c>all</c>, the cpulist, or <c>?</c> when the kernel did not report it.</summary>
    public static string Text(TaskLoad task, Snapshot snapshot) => task.Affinity switch
    {
        null => "?",
        { } affinity when IsAll(affinity, snapshot) => "all",
        { } affinity => affinity.ToString(),
    };

    /// <summary>Whether these CPUs read as <c>all</c>: every one that is online and not isolated is among them.</summary>
    public static bool IsAll(CpuSet cpus, Snapshot snapshot) =>
        snapshot.Whole.Topology.Online.Except(snapshot.Whole.Topology.Isolated).IsSubsetOf(cpus);
}
