using System.Collections.Immutable;
using CoreTop.Analysis.Blaming;
using CoreTop.Analysis.Blaming.Masks;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis;

/// <summary>Says what confines tasks and who set it: a pure function of a snapshot and of what was read of their processes.</summary>
public static class CauseFinder
{
    /// <summary>The cause that most of the tasks have; null when nothing confines them.</summary>
    /// <param name="snapshot">The machine.</param>
    /// <param name="tasks">The tasks that a finding is about.</param>
    /// <param name="evidence">What was read of their processes and those processes' ancestors.</param>
    public static Cause? Find(Snapshot snapshot, ImmutableArray<ConfinedTask> tasks, CauseEvidence evidence)
    {
        // Masks and cpusets have the kernel's numbers; the files of some containers have others.
        CpuTopology topology = NextWatch.TopologyOf(snapshot);
        Snapshot numbered = ReferenceEquals(topology, snapshot.Topology) ? snapshot : snapshot with { Topology = topology };
        return CommonCause.Of([.. tasks.Select(task => Find(numbered, task, evidence)).OfType<Cause>()], tasks.Length);
    }

    /// <summary>The cause for one task; null when nothing confines it.</summary>
    private static Cause? Find(Snapshot snapshot, ConfinedTask task, CauseEvidence evidence)
    {
        if (Throttling(snapshot, task) is { } quota)
        {
            return LimitCauses.Quota(quota);
        }

        if (task.Affinity is not { IsEmpty: false } affinity)
        {
            return null;
        }

        CpuSet online = snapshot.Topology.Online;
        CpuSet unbalanced = snapshot.Unbalanced.Union(snapshot.Topology.Isolated);
        ProcessEvidence? process = evidence.Processes.GetValueOrDefault(task.Pid);
        TaskCgroup? own = OwnCgroup(snapshot, task);
        CpuSet allowed = (own?.Limit ?? task.Limit ?? process?.Limit ?? online).Intersect(online);
        bool isOnUnbalanced = affinity.IsSubsetOf(unbalanced);
        if (isOnUnbalanced && affinity.Count > 1)
        {
            return LimitCauses.Unbalanced(affinity, snapshot.Topology.Isolated);
        }

        CpuSet reachable = isOnUnbalanced ? allowed : allowed.Except(unbalanced);
        if (affinity.Intersect(reachable).Count < reachable.Count)
        {
            return MaskCauses.Find(snapshot, task, affinity, reachable, evidence);
        }

        return allowed.Count < online.Count ? LimitCauses.Cpuset(allowed, online, own?.LimitedBy ?? process?.LimitedBy ?? LimitedBy(snapshot, task), task.Name)
            : !unbalanced.Intersect(online).IsEmpty ? LimitCauses.Isolated(unbalanced.Intersect(online))
            : snapshot.Topology.Present.Except(online) is { IsEmpty: false } offline ? LimitCauses.Offline(offline)
            : null;
    }

    private static QuotaLoad? Throttling(Snapshot snapshot, ConfinedTask task) =>
        snapshot.FindProcess(task.Pid) is { } process && snapshot.FindQuota(process) is { ThrottledShare: >= QuotaLoad.Throttling } quota
            ? quota
            : null;

    private static string? LimitedBy(Snapshot snapshot, ConfinedTask task) => snapshot.FindProcess(task.Pid)?.LimitedBy;

    // Threads of virtual machines are in cgroups of their own.
    private static TaskCgroup? OwnCgroup(Snapshot snapshot, ConfinedTask task)
    {
        if (task.Tid != task.Pid && snapshot.FindProcess(task.Pid) is { } process)
        {
            foreach (TaskLoad thread in process.Threads)
            {
                if (thread.Key == task.Key)
                {
                    return thread.OwnCgroup;
                }
            }
        }

        return null;
    }
}
