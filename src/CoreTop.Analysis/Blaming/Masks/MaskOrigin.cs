using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>Where a task's affinity comes from: masks are inherited, so it is the topmost ancestor that has the same narrow one.</summary>
/// <param name="Snapshot">The machine.</param>
/// <param name="Evidence">All that was read.</param>
/// <param name="Task">The confined task.</param>
/// <param name="Affinity">Its mask.</param>
/// <param name="Reachable">The CPUs it could use without a mask.</param>
/// <param name="Process">The process in which the mask first appears.</param>
/// <param name="Parent">That process's parent; null when it has none or it is unknown.</param>
internal sealed record MaskOrigin(
    Snapshot Snapshot,
    CauseEvidence Evidence,
    ConfinedTask Task,
    CpuSet Affinity,
    CpuSet Reachable,
    ProcessEvidence Process,
    ProcessEvidence? Parent)
{
    /// <summary>The mask was there before the task's process began.</summary>
    public bool IsInherited => Process.Key.Tid != Task.Pid;

    /// <summary>The task's thread has a mask of its own, which its process's leader does not have.</summary>
    public bool IsThreadsOwn => !IsInherited && Task.Tid != Task.Pid && !Affinity.Equals(Process.Affinity);

    /// <summary>
    /// The mask that the process had when it began, taken from the parent of the first process with its leader's mask: a runtime
    /// that binds a process again after a fork goes by that one. Null when unknown.
    /// </summary>
    public CpuSet? Before
    {
        get
        {
            CpuSet online = Snapshot.Topology.Online;
            (_, ProcessEvidence? parent) = Process.Affinity is { } leaders ? Top(Process, leaders, Snapshot, Evidence) : (Process, Parent);
            return parent?.Affinity?.Intersect((Process.Limit ?? online).Intersect(online));
        }
    }

    /// <summary>Says that the task inherited the mask, as the end of the evidence; empty when it did not.</summary>
    public string InheritedSentence =>
        IsInherited && Evidence.Processes.TryGetValue(Task.Pid, out ProcessEvidence? own)
            ? $" {CauseText.Name(own)} inherited the mask."
            : string.Empty;

    /// <summary>The origin of a task's mask; null when nothing was read of its process.</summary>
    public static MaskOrigin? Find(
        Snapshot snapshot, ConfinedTask task, CpuSet affinity, CpuSet reachable, CauseEvidence evidence)
    {
        if (!evidence.Processes.TryGetValue(task.Pid, out ProcessEvidence? process))
        {
            return null;
        }

        // A thread with a mask of its own has it from its process, whatever the ancestors have.
        (process, ProcessEvidence? parent) = Top(process, affinity, snapshot, evidence);
        return new MaskOrigin(snapshot, evidence, task, affinity, reachable, process, parent);
    }

    // The topmost ancestor that has the same narrow mask, and its parent.
    private static (ProcessEvidence Process, ProcessEvidence? Parent) Top(
        ProcessEvidence process, CpuSet affinity, Snapshot snapshot, CauseEvidence evidence)
    {
        ProcessEvidence? parent = ParentOf(process, evidence);
        while (affinity.Equals(process.Affinity) && parent is not null && affinity.Equals(parent.Affinity) && IsNarrow(parent, snapshot))
        {
            process = parent;
            parent = ParentOf(process, evidence);
        }

        return (process, parent);
    }

    private static ProcessEvidence? ParentOf(ProcessEvidence process, CauseEvidence evidence) =>
        evidence.Processes.GetValueOrDefault(process.ParentPid);

    private static bool IsNarrow(ProcessEvidence process, Snapshot snapshot)
    {
        CpuSet online = snapshot.Topology.Online;
        CpuSet allowed = (process.Limit ?? online).Intersect(online);
        CpuSet unbalanced = snapshot.Unbalanced.Union(snapshot.Topology.Isolated);
        bool isOnUnbalanced = process.Affinity!.IsSubsetOf(unbalanced);
        return process.Affinity.Intersect(allowed).Count < (isOnUnbalanced ? allowed : allowed.Except(unbalanced)).Count;
    }
}
