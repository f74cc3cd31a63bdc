using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>D13: like tasks that sleep are all pinned to one CPU; they will collide when they have work.</summary>
internal static class LatentPileUpRule
{
    private const int LeastTasks = 3;

    /// <summary>One that works more is no sleeper.</summary>
    private const double SleeperShare = 0.10;

    public static DiagnosisRule Rule { get; } = new(
        "latent-pile-up",
        FindingSeverity.Note,
        "Like tasks that sleep now are all pinned to one CPU.",
        DiagnosisRule.OneWindow,
        Find);

    private static void Find(Evidence evidence, List<Finding> findings)
    {
        Dictionary<Group, List<FindingTask>>? groups = null;
        foreach (ProcessLoad process in evidence.Snapshot.Processes)
        {
            // Who may use one CPU by limit is not pinned to it.
            if (process.Limit is not { Count: > 1 } limit)
            {
                continue;
            }

            if (process.Threads.IsEmpty)
            {
                Add(ref groups, process, process, limit);
            }

            foreach (TaskLoad thread in process.Threads)
            {
                Add(ref groups, thread, process, limit);
            }
        }

        foreach ((Group group, List<FindingTask> tasks) in groups ?? [])
        {
            if (tasks.Count >= LeastTasks)
            {
                findings.Add(FindingOf(group, [.. tasks]));
            }
        }
    }

    private static void Add(ref Dictionary<Group, List<FindingTask>>? groups, TaskLoad task, ProcessLoad process, CpuSet limit)
    {
        if (task.Affinity is not { Count: 1 } affinity || task.Mobility != TaskMobility.Movable
            || task.State != TaskState.Sleeping || task.Run + (task.Wait ?? 0) >= SleeperShare)
        {
            return;
        }

        groups ??= [];
        var group = new Group(process.ParentPid, task.Name, affinity);
        if (!groups.TryGetValue(group, out List<FindingTask>? tasks))
        {
            tasks = [];
            groups.Add(group, tasks);
        }

        tasks.Add(new FindingTask(task.Key, task.Pid, task.Name, task.Run, task.Wait, affinity, limit));
    }

    private static Finding FindingOf(Group group, ImmutableArray<FindingTask> tasks)
    {
        string[] commands =
        [
            .. tasks.Select(task => $"taskset -pc {task.Limit} {task.Tid}"),
        ];
        return Rule.Finding(
            $"{group.ParentPid}:{group.Name}:{group.Cpus}",
            $"{tasks.Length} idle tasks named {Phrases.Printable(group.Name)} are all pinned to {Phrases.Cpus(group.Cpus)}: "
                + "they will collide when they have work.",
            new Fix("Release them before they have work.", [.. commands], "Find what sets the mask when they start.")) with
        {
            Confinement = $"Affinity mask {group.Cpus}",
            Cpus = group.Cpus,
            Tasks = tasks,
        };
    }

    private readonly record struct Group(int ParentPid, string Name, CpuSet Cpus);
}
