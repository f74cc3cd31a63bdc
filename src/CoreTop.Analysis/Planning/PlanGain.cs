using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>What a plan gains, from the same shares as the diagnosis.</summary>
internal static class PlanGain
{
    private const double LeastLost = 0.1;
    private const double LeastMisplaced = 0.5;

    /// <summary>
    /// What the tasks that the plan is made for get now, in cores: those that compute all the time and those that collide. On a full
    /// machine only the latter: what they gain others lose.
    /// </summary>
    public static double Before(Situation situation) => Beneficiaries(situation).Sum(static each => each.Now);

    /// <summary>Those tasks, so that they can be measured after the change.</summary>
    /// <param name="changes">The changes; a process that is changed because of its children is measured by them.</param>
    /// <param name="situation">What is known.</param>
    public static GainBasis BasisOf(ImmutableArray<PlannedChange> changes, Situation situation)
    {
        List<Claimant> all = [.. Beneficiaries(situation)];
        ImmutableHashSet<TaskKey> starters =
        [
            .. all.Where(static each => each.Stream is not null)
                .SelectMany(each => StreamOrigin.Of(each.Stream!, situation)).Select(static origin => origin.Key),
            .. changes.Where(static change => change.IsStarter).Select(static change => change.Task),
        ];

        // All descendants of a starter are one job, measured the same way before and after.
        var started = new StartedTasks(situation.Snapshot, situation.Processes, starters);
        return new GainBasis(
            [.. all.Where(each => each.Task is { } task && !started.Contains(task.Process)).Select(static each => Phrases.FindingTask(each.Task!))],
            starters,
            started.Run);
    }

    /// <summary>What they would get after the changes.</summary>
    /// <param name="before">What they get now.</param>
    /// <param name="maskOf">The masks after the changes.</param>
    /// <param name="situation">What is known.</param>
    public static double After(double before, Func<Claimant, CpuSet> maskOf, Situation situation)
    {
        FourShares shares = situation.Shares;
        if (!IsSqueeze(situation))
        {
            // Ordinary queueing is not promised as a gain; misplaced tasks, or those too small to count, gain with the rest.
            double misplaced = Math.Max(0, shares.ByMasks - shares.Now);
            misplaced = situation.Lost.Placement > 0 || misplaced < LeastMisplaced ? misplaced : 0;
            double after = before + shares.TotalWith(maskOf) - Math.Max(shares.ByMasks, shares.Now) + misplaced;

            // Others gain, too, when these leave their CPUs; nobody uses more than a CPU.
            return Math.Min(after, Beneficiaries(situation).Sum(static each => each.Count));
        }

        double gained = situation.Collisions.Sum(collision => collision.Short
            * collision.Claimants.Count(each => IsChanged(each, maskOf)) / collision.Claimants.Length);
        return before + gained;
    }

    /// <summary>Whether that is the most they would get: so it is where the loss of a collision that the plan changes is not certain.</summary>
    /// <param name="maskOf">The masks after the changes.</param>
    /// <param name="situation">What is known.</param>
    public static bool IsMost(Func<Claimant, CpuSet> maskOf, Situation situation) => situation.Collisions.Any(collision =>
        collision.IsMost && CollisionKinds.Of(collision, situation) is not null && collision.Claimants.Any(each => IsChanged(each, maskOf)));

    private static bool IsChanged(Claimant claimant, Func<Claimant, CpuSet> maskOf) => !maskOf(claimant).Equals(claimant.Reach.Allowed);

    private static bool IsSqueeze(Situation situation) =>
        situation.Lost.Affinity < LeastLost && situation.Slots.Gain == 0 && !situation.Collisions.IsEmpty;

    private static IEnumerable<Claimant> Beneficiaries(Situation situation)
    {
        bool isSqueeze = IsSqueeze(situation);
        foreach (Claimant claimant in situation.Shares.Claimants)
        {
            if (claimant.IsColliding || (!isSqueeze && claimant.Task is { IsHungry: true } task && situation.Watch.IsInside(task)))
            {
                yield return claimant;
            }
        }
    }
}
