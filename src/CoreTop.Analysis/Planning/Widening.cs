using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>
/// Widens the masks of colliding tasks for which no CPU of their own can be found, and of the processes that start tasks with such a
/// mask, so that the next ones do not inherit it.
/// </summary>
internal static class Widening
{
    // A process that has started a task within this time may start more.
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(30);

    /// <summary>The changes to add to those that give tasks a CPU of their own.</summary>
    /// <param name="situation">What is known.</param>
    /// <param name="options">What may be changed.</param>
    /// <param name="planned">The changes planned so far; each new one is added to it.</param>
    public static IEnumerable<PlannedChange> Changes(Situation situation, RebalanceOptions options, ChangeIndex planned)
    {
        foreach (Collision collision in Left(situation, options.Strategy, planned))
        {
            if (CollisionKinds.Of(collision, situation) is { } kind)
            {
                string reason = ReasonOf(collision, kind);
                foreach (PlannedChange change in OfTasks(collision, situation, options, reason))
                {
                    if (planned.TryAdd(change))
                    {
                        yield return change;
                    }
                }
            }
        }

        foreach (Collision collision in situation.Collisions.Where(collision => CollisionKinds.Of(collision, situation) is not null))
        {
            foreach (PlannedChange change in OfStarters(collision, situation, options))
            {
                if (planned.TryAdd(change))
                {
                    yield return change;
                }
            }
        }
    }

    // The tasks that still collide once the changes planned so far are made.
    private static ImmutableArray<Collision> Left(Situation situation, RebalanceStrategy strategy, ChangeIndex planned) => planned.IsEmpty
        ? situation.Collisions
        : strategy == RebalanceStrategy.Widen && situation.Collisions.All(collision => IsLetOut(collision, situation, planned)) ? []
        : CollisionFinder.Find(situation.Shares.With(PlannedMasks.Of(planned, situation), situation.Watch), situation.Watch);

    // Only as many of its tasks stay as it has cores, so that each of them has one.
    private static bool IsLetOut(Collision collision, Situation situation, ChangeIndex planned)
    {
        CollisionKind? kind = CollisionKinds.Of(collision, situation);
        if (kind is null || (kind == CollisionKind.PileUp && collision.Confines.Count > 1))
        {
            return kind is null;
        }

        int staying = 0;
        foreach (WatchedTask task in collision.Tasks)
        {
            staying += planned.Find(task) is null ? 1 : 0;
        }

        return kind == CollisionKind.PileUp && collision.Streams.IsEmpty && staying <= collision.Confines.Count;
    }

    private static IEnumerable<PlannedChange> OfTasks(Collision collision, Situation situation, RebalanceOptions options, string reason)
    {
        foreach (WatchedTask task in collision.Tasks)
        {
            CpuSet possible = task.Reach.Possible;
            if (!options.MayChange(task.Task, task.Process) || possible.IsSubsetOf(task.Task.Affinity!)
                || task.Task.Policy == SchedPolicy.Deadline || task.Reach.IsUnbalanced)
            {
                continue;
            }

            bool isWhole = task.Process.Threads.IsEmpty || options.MayChangeWhole(task.Process);
            yield return new PlannedChange(
                isWhole ? task.Process.Key : task.Task.Key,
                task.Task.Pid,
                isWhole ? task.Process.Name : task.Task.Name,
                isWhole,
                task.Task.Affinity!,
                To: possible.Equals(task.Limit) ? null : possible,
                First: null,
                Target: null,
                task.Limit,
                reason);
        }
    }

    private static IEnumerable<PlannedChange> OfStarters(Collision collision, Situation situation, RebalanceOptions options)
    {
        Snapshot snapshot = situation.Snapshot;
        foreach (ProcessLoad starter in Starters(collision, situation).DistinctBy(static process => process.Pid).OrderBy(static process => process.Pid))
        {
            var reach = Reach.Of(starter, starter.Limit, snapshot.Topology.Online, situation.Unbalanced, situation.Watch.Within);
            if (options.MayChange(starter, starter) && !starter.IsAffinityMixed && !reach.IsUnbalanced
                && !reach.Possible.IsSubsetOf(starter.Affinity!))
            {
                yield return new PlannedChange(
                    starter.Key,
                    starter.Pid,
                    starter.Name,
                    IsWholeProcess: true,
                    starter.Affinity!,
                    To: reach.Possible.Equals(starter.Limit) ? null : reach.Possible,
                    First: null,
                    Target: null,
                    starter.Limit,
                    $"what it starts inherits {Phrases.Cpus(starter.Affinity!)}")
                {
                    IsStarter = true,
                };
            }
        }
    }

    // From a stream's or a task's parent up to the origin: the processes that have the same mask and start tasks.
    private static IEnumerable<ProcessLoad> Starters(Collision collision, Situation situation)
    {
        Snapshot snapshot = situation.Snapshot;
        foreach (ProcessLoad process in collision.Streams.SelectMany(static stream => stream.Members.Concat(stream.Reapers)))
        {
            if (process.Lived >= 1 && !IsYoung(process, snapshot))
            {
                yield return process;
            }

            foreach (ProcessLoad ancestor in Ancestors(process, situation))
            {
                yield return ancestor;
            }
        }

        var known = new HashSet<(int Parent, bool IsYoung)>();
        foreach (WatchedTask task in collision.Tasks)
        {
            bool isYoung = IsYoungerThan(task.Process, Lately, snapshot);
            if (task.Process.ParentPid <= 1 || !known.Add((task.Process.ParentPid, isYoung)))
            {
                continue;
            }

            foreach (ProcessLoad ancestor in Ancestors(task.Process, situation))
            {
                if (ancestor.ChildRun > 0 || isYoung)
                {
                    yield return ancestor;
                }
            }
        }
    }

    private static IEnumerable<ProcessLoad> Ancestors(ProcessLoad process, Situation situation)
    {
        foreach (ProcessLoad parent in situation.Processes.AncestorsAlike(process))
        {
            // The origin counts however young it is, as it starts the next ones; a process in between may have ended before it is changed.
            bool isOrigin = situation.Processes.Find(parent.ParentPid) is not { } above || !Equals(above.Affinity, parent.Affinity);
            if (isOrigin || !IsYoung(parent, situation.Snapshot))
            {
                yield return parent;
            }
        }
    }

    private static bool IsYoung(ProcessLoad process, Snapshot snapshot) => IsYoungerThan(process, TimeSpan.FromSeconds(1), snapshot);

    private static bool IsYoungerThan(ProcessLoad process, TimeSpan age, Snapshot snapshot) =>
        snapshot.Uptime is { } uptime && uptime - process.StartedAt < age;

    private static string ReasonOf(Collision collision, CollisionKind kind)
    {
        int count = (int)Math.Max(1, Math.Round(collision.Count));
        string cpus = Phrases.Cpus(collision.Confines);
        return kind switch
        {
            CollisionKind.SlowCores => $"{cpus} {(collision.Confines.Count == 1 ? "is" : "are")} slower than others",
            CollisionKind.Squeezed => $"{Phrases.Count(count, "task")} share {cpus}; fair is {Phrases.Percent(collision.MeanFairShare)} each",
            CollisionKind.Hog or CollisionKind.Interrupts => $"{cpus} {(collision.Confines.Count == 1 ? "is" : "are")} taken up by others",
            _ => $"{Phrases.Count(count, "task")} share {cpus}; other CPUs have room",
        };
    }
}
