using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Somebody else changed a mask again that CoreTop had changed.</summary>
internal static class MaskResetRule
{
    public static DiagnosisRule Rule { get; } = new(
        "mask-reset",
        FindingSeverity.Warning,
        "Something changed an affinity again that CoreTop had changed.",
        DiagnosisRule.OneWindow,
        Find);

    private static void Find(Evidence evidence, List<Finding> findings)
    {
        if (evidence.Options.Applied.IsEmpty)
        {
            return;
        }

        Dictionary<TaskKey, AffinityChange> applied = [];
        foreach (AffinityChange change in evidence.Options.Applied)
        {
            applied[change.Task] = change;
        }

        foreach (ProcessLoad process in evidence.Snapshot.Processes)
        {
            if (process.Threads.IsEmpty)
            {
                Add(findings, process, process, applied, evidence);
            }

            foreach (TaskLoad thread in process.Threads)
            {
                Add(findings, thread, process, applied, evidence);
            }
        }
    }

    private static void Add(
        List<Finding> findings,
        TaskLoad task,
        ProcessLoad process,
        Dictionary<TaskKey, AffinityChange> applied,
        Evidence evidence)
    {
        if (!applied.TryGetValue(task.Key, out AffinityChange? change) || task.Affinity is not { } affinity
            || IsKept(affinity, change, process.Limit, evidence.Snapshot.Topology.Online))
        {
            return;
        }

        string name = Phrases.Name(task.Name, task.Key, task.Pid, process.Name);
        findings.Add(Rule.Finding(
            $"{task.Key.Tid}:{task.Key.StartTicks}",
            $"Something set the affinity of {name} to {affinity} after CoreTop had set it to {change.To}.",
            new Fix(
                "Do not fight over it: find who sets it, or leave it.",
                "OpenMP runtimes, tuned, numad, libvirt and the kubelet set masks again and again; tell them instead.")) with
        {
            Cpus = affinity,
            Tasks = [new FindingTask(task.Key, task.Pid, task.Name, task.Run, task.Wait, affinity, process.Limit)],
        });
    }

    // The kernel itself takes away what goes offline or out of the cpuset, and gives it back.
    private static bool IsKept(CpuSet affinity, AffinityChange change, CpuSet? limit, CpuSet online)
    {
        CpuSet possible = change.To.Intersect(online);
        CpuSet within = limit is null ? possible : possible.Intersect(limit);
        return affinity.Equals(possible) || affinity.Equals(within) || within.IsEmpty
            || (change.IsRelease && within.IsSubsetOf(affinity));
    }
}
