using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>
/// Widens the masks of those who collide and for whom no CPU of their own can be found, and of what starts tasks with such a mask, so
/// that the next ones are not born with it.
/// </summary>
internal static class Widening
{
    // What has started a task within this time may start more.
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(30);

    /// <summary>The changes to add to those that give tasks a CPU of their own.</summary>
    /// <param name="evidence">What is known.</param>
    /// <param name="options">What may be changed.</param>
    /// <param name="planned">The changes planned already, to which each that is added comes.</param>
    public static IEnumerable<PlannedChange> Changes(Evidence evidence, RebalanceOptions options, ChangeIndex planned)
    {
        foreach (Collision collision in Left(evidence, options.Strategy, planned))
        {
            if (CollisionKinds.Of(collision, evidence) is { } kind)
            {
                string reason = ReasonOf(collision, kind);
                foreach (PlannedChange change in OfTasks(collision, evidence, options, reason))
                {
                    if (planned.TryAdd(change))
                    {
                        yield return change;
                    }
                }
            }
        }

        foreach (Collision collision in evidence.Collisions.Where(collision => CollisionKinds.Of(collision, evidence) is not null))
        {
            foreach (PlannedChange change in OfStarters(collision, evidence, options))
            {
                if (planned.TryAdd(change))
                {
                    yield return change;
                }
            }
        }
    }

    // Those who collide still once the changes planned already are made.
    private static ImmutableArray<Collision> Left(Evidence evidence, RebalanceStrategy strategy, ChangeIndex planned) => planned.IsEmpty
        ? evidence.Collisions
        : strategy == RebalanceStrategy.Widen && evidence.Collisions.All(collision => IsLetOut(collision, evidence, planned)) ? []
        : CollisionFinder.Find(evidence.Shares.With(PlannedMasks.Of(planned, evidence), evidence.Watch), evidence.Watch);

    // No more of its tasks stay than it has cores, so that each of those has one.
    private static bool IsLetOut(Collision collision, Evidence evidence, ChangeIndex planned)
    {
        CollisionKind? kind = CollisionKinds.Of(collision, evidence);
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

    private static IEnumerable<PlannedChange> OfTasks(Collision collision, Evidence evidence, RebalanceOptions options, string reason)
    {
        foreach (WatchedTask task in collision.Tasks)
        {
            CpuSet possible = task.Reach.Possible;
            if (!RebalancePlanner.MayChange(task.Task, task.Process, options) || possible.IsSubsetOf(task.Task.Affinity!)
                || task.Task.Policy == SchedPolicy.Deadline || task.Reach.IsUnbalanced)
            {
                continue;
            }

            bool isWhole = task.Process.Threads.IsEmpty || RebalancePlanner.IsUniform(task.Process, options);
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

    private static IEnumerable<PlannedChange> OfStarters(Collision collision, Evidence evidence, RebalanceOptions options)
    {
        Snapshot snapshot = evidence.Snapshot;
        foreach (ProcessLoad starter in Starters(collision, evidence).DistinctBy(static process => process.Pid).OrderBy(static process => process.Pid))
        {
            var reach = Reach.Of(starter, starter.Limit, snapshot.Topology.Online, evidence.Unbalanced);
            if (RebalancePlanner.MayChange(starter, starter, options) && !starter.IsAffinityMixed && !reach.IsUnbalanced
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

    // From a stream's or a task's parent up to the origin: who has the same mask and starts tasks.
    private static IEnumerable<ProcessLoad> Starters(Collision collision, Evidence evidence)
    {
        Snapshot snapshot = evidence.Snapshot;
        foreach (ProcessLoad process in collision.Streams.SelectMany(static stream => stream.Members.Concat(stream.Reapers)))
        {
            if (process.Lived >= 1 && !IsYoung(process, snapshot))
            {
                yield return process;
            }

            foreach (ProcessLoad ancestor in Ancestors(process, evidence))
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

            foreach (ProcessLoad ancestor in Ancestors(task.Process, evidence))
            {
                if (ancestor.ChildRun > 0 || isYoung)
                {
                    yield return ancestor;
                }
            }
        }
    }

    private static IEnumerable<ProcessLoad> Ancestors(ProcessLoad process, Evidence evidence)
    {
        foreach (ProcessLoad parent in evidence.Processes.AncestorsAlike(process))
        {
            // The origin starts the next one however young it is; what is between may be gone before it is changed.
            bool isOrigin = evidence.Processes.Find(parent.ParentPid) is not { } above || !Equals(above.Affinity, parent.Affinity);
            if (isOrigin || !IsYoung(parent, evidence.Snapshot))
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
