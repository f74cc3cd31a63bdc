using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Similar tasks sleep and all have one mask that is far too narrow for them; they will collide when they have work.</summary>
internal static class LatentPileUpRule
{
    /// <summary>This many tasks to a CPU are too many.</summary>
    private const int LeastTasksEach = 3;

    /// <summary>A task that works more than this does not count as asleep.</summary>
    private const double SleeperShare = 0.10;

    private const int Init = 1;

    public static DiagnosisRule Rule { get; } = new(
        "latent-pile-up",
        FindingSeverity.Note,
        "Many similar tasks that sleep now may use only the same few CPUs.",
        DiagnosisRule.OneWindow);

    public static void Find(Situation situation, List<Finding> findings)
    {
        Dictionary<Group, List<FindingTask>>? groups = null;
        CpuSet? common = null, within = situation.Watch.Within;
        foreach (ProcessLoad process in situation.Snapshot.Processes)
        {
            if (process.Affinity is not { } affinity || process.Mobility != TaskMobility.Movable)
            {
                continue;
            }

            CpuSet limit = process.Limit ?? (common ??= CommonLimit(situation.Snapshot));
            if (process.Threads.IsEmpty && process.ThreadCount == 1)
            {
                Add(ref groups, process, process, limit, within);
            }

            // One mask for a whole process was set on purpose, whatever it is.
            foreach (TaskLoad thread in process.Threads)
            {
                if (process.Threads.Length == 1 || (process.IsAffinityMixed && thread.Key.Tid != thread.Pid))
                {
                    Add(ref groups, thread, process, limit, within);
                }
            }
        }

        if (groups is null)
        {
            return;
        }

        RemoveParents(groups, situation.Snapshot);
        foreach ((Group group, List<FindingTask> tasks) in groups)
        {
            if (tasks.Count >= LeastTasksEach * group.Cpus.Count && !IsPartOfCollision(group, situation))
            {
                findings.Add(FindingOf(group, [.. tasks], situation));
            }
        }
    }

    // The idle tasks of a job whose other tasks already collide by the same mask: one finding is enough.
    private static bool IsPartOfCollision(Group group, Situation situation) => group.ParentPid > Init && situation.Collisions.Any(collision =>
        collision.Confines.Equals(group.Cpus) && CollisionKinds.Of(collision, situation) is not null
        && collision.Tasks.Any(task => task.Process.ParentPid == group.ParentPid));

    private static void Add(
        ref Dictionary<Group, List<FindingTask>>? groups, TaskLoad task, ProcessLoad process, CpuSet limit, CpuSet? within)
    {
        if (task.Affinity is not { IsEmpty: false } affinity || task.State != TaskState.Sleeping
            || task.Run + (task.Wait ?? 0) >= SleeperShare || affinity.Count >= limit.Count || !affinity.IsSubsetOf(limit))
        {
            return;
        }

        // Wider than what is looked at it cannot be made.
        if (within is not null && (!affinity.IsSubsetOf(within) || affinity.Count >= limit.Intersect(within).Count))
        {
            return;
        }

        groups ??= [];
        var group = new Group(process.ParentPid, task.Name, affinity, task.Key.Tid == task.Pid ? 0 : task.Pid);
        if (!groups.TryGetValue(group, out List<FindingTask>? tasks))
        {
            tasks = [];
            groups.Add(group, tasks);
        }

        tasks.Add(new FindingTask(task.Key, task.Pid, task.Name, task.Run, task.Wait, affinity, limit) { Program = process.Name });
    }

    // Shells and makes sleep because they wait for their children, and have no work of their own.
    private static void RemoveParents(Dictionary<Group, List<FindingTask>> groups, Snapshot snapshot)
    {
        HashSet<int> parents = [.. snapshot.Processes.Select(process => process.ParentPid)];
        foreach (List<FindingTask> tasks in groups.Values)
        {
            tasks.RemoveAll(task => task.Tid == task.Pid && parents.Contains(task.Pid));
        }
    }

    // Where cpusets cannot be read, a task may get any CPU that one of them has.
    private static CpuSet CommonLimit(Snapshot snapshot)
    {
        CpuSet seen = CpuSet.Empty;
        foreach (ProcessLoad process in snapshot.Processes)
        {
            bool isNew = process.Mobility == TaskMobility.Movable && process.Affinity is { } affinity && !affinity.IsSubsetOf(seen);
            seen = isNew ? seen.Union(process.Affinity!) : seen;
        }

        return seen.Intersect(snapshot.Topology.Online);
    }

    private static Finding FindingOf(Group group, ImmutableArray<FindingTask> tasks, Situation situation)
    {
        string name = Phrases.Printable(group.Name);
        string confined = group.Cpus.Count == 1
            ? $"are all pinned to {Phrases.Cpus(group.Cpus)}"
            : $"may all use only {Phrases.Cpus(group.Cpus)}";
        string brief = $"{name} ×{tasks.Length} asleep on {FindingWords.Cpus(group.Cpus)}";
        return Finding.Of(
            Rule,
            $"{group.ParentPid}:{group.Name}:{group.Cpus}",
            $"{tasks.Length} idle tasks named {name} {confined}: they will collide when they have work.",
            new Fix(
                situation.Watch.Within is null ? "Release them before they have work." : "Give them wider masks before they have work.",
                () => Commands(group, tasks, situation),
                Permanent(group),
                isPlanned: false)) with
        {
            InBrief = _ => [$"{brief}: they will collide", brief],
            Confinement = $"Affinity mask {group.Cpus}",
            Cpus = group.Cpus,
            Tasks = tasks,
        };
    }

    private static ImmutableArray<string> Commands(Group group, ImmutableArray<FindingTask> tasks, Situation situation)
    {
        CpuSet? limit = tasks.Select(static task => task.Limit).Aggregate(static (all, other) => other is null ? all : all?.Intersect(other) ?? other);
        return group.ThreadsOf == 0 ? FixCommands.Release(tasks.Select(static task => task.Pid), limit, situation)
            : situation.Watch.Within is { } within ? [FixCommands.OfThreads(limit?.Intersect(within) ?? within, tasks.Select(static task => task.Tid))]
            : FixCommands.Release([group.ThreadsOf], limit, situation);
    }

    private static string Permanent(Group group)
    {
        int starter = group.ThreadsOf != 0 ? group.ThreadsOf : group.ParentPid;
        return starter > Init
            ? $"Find what sets the mask when they start: strace -f -e trace=sched_setaffinity -p {starter} shows it."
            : "Find what sets the mask when they start: perf trace -a -e sched_setaffinity shows it.";
    }

    private readonly record struct Group(int ParentPid, string Name, CpuSet Cpus, int ThreadsOf);
}
