using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Tasks confined to fewer CPUs than they could use, while CPUs that they could be given have room.</summary>
internal static class PileUpRule
{
    public static DiagnosisRule Rule { get; } = new(
        "pile-up",
        FindingSeverity.Warning,
        "Tasks take turns on a CPU, by their affinity, while other CPUs have room.",
        TimeSpan.Zero);

    public static void Find(Situation situation, List<Finding> findings) => findings.AddRange(
        CollisionFindings.Those(CollisionKind.PileUp, Rule, situation).Select(collision => FindingOf(collision, situation)));

    private static Finding FindingOf(Collision collision, Situation situation)
    {
        CpuSet idle = CollisionPhrases.IdleInReach(collision, situation);
        string turn = CollisionPhrases.IsOne(collision) ? "has to share" : "take turns on";
        return CollisionFindings.Of(
            Rule,
            collision,
            $"{CollisionPhrases.Who(collision, situation)} {turn} {Phrases.Cpus(collision.Confines)}{CollisionPhrases.Shares(collision)} "
                + $"while {CollisionPhrases.Meanwhile(collision, idle)}: {CollisionPhrases.Loss(collision)} lost."
                + QuotaPhrases.Cap(collision, situation),
            situation);
    }
}
