using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>What a plan gains, by the same shares from which the diagnosis is made.</summary>
internal static class PlanGain
{
    private const double LeastLost = 0.1;
    private const double LeastMisplaced = 0.5;

    /// <summary>
    /// What those get now for whom the plan is made, in cores: tasks that compute all the time and those that collide. On a full machine
    /// only the latter: what they gain others lose.
    /// </summary>
    public static double Before(Evidence evidence) => Beneficiaries(evidence).Sum(static each => each.Now);

    /// <summary>Who they are, to measure them after the change.</summary>
    /// <param name="changes">What is changed; what is changed for what it starts is measured by that.</param>
    /// <param name="evidence">What is known.</param>
    public static GainBasis BasisOf(ImmutableArray<PlannedChange> changes, Evidence evidence)
    {
        List<Claimant> all = [.. Beneficiaries(evidence)];
        ImmutableHashSet<TaskKey> starters =
        [
            .. all.Where(static each => each.Stream is not null)
                .SelectMany(each => StreamOrigin.Of(each.Stream!, evidence)).Select(static origin => origin.Key),
            .. changes.Where(static change => change.IsStarter).Select(static change => change.Task),
        ];

        // All that descends from a starter is one job, measured the same way before and after.
        var started = new StartedTasks(evidence.Snapshot, evidence.Processes, starters);
        return new GainBasis(
            [.. all.Where(each => each.Task is { } task && !started.Contains(task.Process)).Select(static each => Phrases.FindingTask(each.Task!))],
            starters,
            started.Run);
    }

    /// <summary>What they would get after the changes.</summary>
    /// <param name="before">What they get now.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="evidence">What is known.</param>
    public static double After(double before, ChangeIndex changes, Evidence evidence)
    {
        Func<Claimant, CpuSet> maskOf = PlannedMasks.Of(changes, evidence);
        FourShares shares = evidence.Shares;
        if (!IsSqueeze(evidence))
        {
            // Ordinary queueing is nothing to promise; what counts as misplaced, or is too little to count, comes with the rest.
            double misplaced = Math.Max(0, shares.ByMasks - shares.Now);
            misplaced = evidence.Lost.Placement > 0 || misplaced < LeastMisplaced ? misplaced : 0;
            return before + shares.TotalWith(maskOf) - Math.Max(shares.ByMasks, shares.Now) + misplaced;
        }

        double gained = evidence.Collisions.Sum(collision => collision.Short
            * collision.Claimants.Count(each => !maskOf(each).Equals(each.Reach.Allowed)) / collision.Claimants.Length);
        return before + gained;
    }

    private static bool IsSqueeze(Evidence evidence) =>
        evidence.Lost.Affinity < LeastLost && evidence.Slots.Gain == 0 && !evidence.Collisions.IsEmpty;

    private static IEnumerable<Claimant> Beneficiaries(Evidence evidence)
    {
        bool isSqueeze = IsSqueeze(evidence);
        foreach (Claimant claimant in evidence.Shares.Claimants)
        {
            if (claimant.IsColliding || (!isSqueeze && claimant.Task is { IsHungry: true }))
            {
                yield return claimant;
            }
        }
    }
}
