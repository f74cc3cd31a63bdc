using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Another program changed a mask after CoreTop had changed it.</summary>
internal static class MaskResetRule
{
    public static DiagnosisRule Rule { get; } = new(
        "mask-reset",
        FindingSeverity.Warning,
        "Something else changed an affinity after CoreTop had changed it.",
        DiagnosisRule.OneWindow);

    public static void Find(Situation situation, List<Finding> findings)
    {
        if (situation.Options.Applied.IsEmpty)
        {
            return;
        }

        Dictionary<TaskKey, AffinityChange> applied = [];
        foreach (AffinityChange change in situation.Options.Applied)
        {
            applied[change.Task] = change;
        }

        foreach (ProcessLoad process in situation.Snapshot.Processes)
        {
            if (process.Threads.IsEmpty)
            {
                Add(findings, process, process, applied, situation);
            }

            foreach (TaskLoad thread in process.Threads)
            {
                Add(findings, thread, process, applied, situation);
            }
        }
    }

    private static void Add(
        List<Finding> findings,
        TaskLoad task,
        ProcessLoad process,
        Dictionary<TaskKey, AffinityChange> applied,
        Situation situation)
    {
        if (!applied.TryGetValue(task.Key, out AffinityChange? change) || task.Affinity is not { } affinity
            || IsKept(affinity, change, process.Limit, situation.Snapshot.Topology.Online))
        {
            return;
        }

        string name = Phrases.Name(task.Name, task.Key, task.Pid, process.Name);
        findings.Add(Finding.Of(
            Rule,
            $"{task.Key.Tid}:{task.Key.StartTicks}",
            $"Something set the affinity of {name} to {affinity} after CoreTop had set it to {change.To}.",
            new Fix(
                "Do not fight over it: find who sets it, or leave it.",
                "OpenMP runtimes, tuned, numad, libvirt and the kubelet set masks again and again; change their settings instead.")) with
        {
            InBrief = _ =>
            [
                $"{name} was set to {FindingWords.Cpus(affinity)} after CoreTop's {FindingWords.Cpus(change.To)}",
                $"{name} was set to {FindingWords.Cpus(affinity)}",
            ],
            Cpus = affinity,
            Tasks = [new FindingTask(task.Key, task.Pid, task.Name, task.Run, task.Wait, affinity, process.Limit)],
        });
    }

    // The kernel itself takes CPUs away that go offline or leave the cpuset, and gives them back.
    private static bool IsKept(CpuSet affinity, AffinityChange change, CpuSet? limit, CpuSet online)
    {
        CpuSet possible = change.To.Intersect(online);
        CpuSet within = limit is null ? possible : possible.Intersect(limit);
        return affinity.Equals(possible) || affinity.Equals(within) || within.IsEmpty
            || (change.IsRelease && within.IsSubsetOf(affinity));
    }
}
