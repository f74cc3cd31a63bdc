using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Every CPU is in use, and tasks confined to a few of them get far less than the others: no core is lost, but theirs are.</summary>
internal static class SqueezedRule
{
    /// <summary>Others of which every one weighs less than this part of the squeezed tasks yield to them nearly at once.</summary>
    private const double LightWeight = 0.1;

    private const double LeastRun = 0.05;

    public static DiagnosisRule Rule { get; } = new(
        "squeezed",
        FindingSeverity.Warning,
        "On a full machine tasks get far less than their fair share, by their affinity.",
        TimeSpan.Zero,
        Find);

    private static void Find(Evidence evidence, List<Finding> findings) => findings.AddRange(
        CollisionFindings.Those(CollisionKind.Squeezed, Rule, evidence).Select(collision => FindingOf(collision, evidence)));

    private static Finding FindingOf(Collision collision, Evidence evidence)
    {
        string has = CollisionPhrases.IsOne(collision) ? "has to share" : "share";
        return CollisionFindings.Of(
            Rule,
            collision,
            $"{CollisionPhrases.Who(collision, evidence)} {has} {Phrases.Cpus(collision.Confines)}{CollisionPhrases.Shares(collision)}"
                + $"{Others(collision, evidence)}: their fair share is {Phrases.Percent(collision.MeanFairShare)}, "
                + $"{Phrases.Cores(collision.Short)} more.",
            evidence) with
        {
            IdleCpus = CpuSet.Empty,
            Loss = null,
        };
    }

    private static string Others(Collision collision, Evidence evidence)
    {
        CpuSet elsewhere = collision.Possible.Except(collision.Confines);
        List<Claimant> others =
        [
            .. evidence.Shares.Claimants.Where(each => each.Task is { Task.IsKernelThread: false } && each.Now >= LeastRun
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
