using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Every CPU is in use, and tasks confined to a few of them get far less than the others: the machine loses nothing, but they do.</summary>
internal static class SqueezedRule
{
    /// <summary>Other tasks give way nearly at once if each of them weighs less than this part of a squeezed task.</summary>
    private const double LightWeight = 0.1;

    private const double LeastRun = 0.05;

    public static DiagnosisRule Rule { get; } = new(
        "squeezed",
        FindingSeverity.Warning,
        "On a full machine tasks get far less than their fair share, by their affinity.",
        TimeSpan.Zero);

    public static void Find(Situation situation, List<Finding> findings) => findings.AddRange(
        CollisionFindings.Those(CollisionKind.Squeezed, Rule, situation).Select(collision => FindingOf(collision, situation)));

    private static Finding FindingOf(Collision collision, Situation situation)
    {
        string has = CollisionPhrases.IsOne(collision) ? "has to share" : "share";
        return CollisionFindings.Of(
            Rule,
            collision,
            $"{CollisionPhrases.Who(collision, situation)} {has} {Phrases.Cpus(collision.Confines)}{CollisionPhrases.Shares(collision)}"
                + $"{Others(collision, situation)}: their fair share is {Phrases.Percent(collision.MeanFairShare)}, "
                + $"{Phrases.Cores(collision.Short)} more.",
            situation) with
        {
            IdleCpus = CpuSet.Empty,
            Loss = null,
        };
    }

    private static string Others(Collision collision, Situation situation)
    {
        CpuSet elsewhere = collision.Possible.Except(collision.Confines);
        List<Claimant> others =
        [
            .. situation.Shares.Claimants.Where(each => each.Task is { Task.IsKernelThread: false } && each.Now >= LeastRun
                && each.Reach.Allowed.Overlaps(elsewhere) && !collision.Claimants.Contains(each)),
        ];
        if (others.Count == 0)
        {
            return " while other CPUs are in use";
        }

        double weight = collision.Claimants.Min(static each => each.Weight);
        bool areLight = others.TrueForAll(each => each.Weight < LightWeight * weight);
        string have = others.Count == 1 ? "1 other has" : $"{others.Count} others have";
        return $" while {have} {Phrases.Percent(others.Average(static each => each.Now))}{(areLight ? " at low priority" : string.Empty)}";
    }
}
