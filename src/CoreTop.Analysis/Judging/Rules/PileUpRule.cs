using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>D1: tasks confined to fewer CPUs than they could use, while CPUs that they could be given have room.</summary>
internal static class PileUpRule
{
    /// <summary>A loss that rounds to no core is not worth a warning.</summary>
    private const double LeastCores = 0.5;

    public static DiagnosisRule Rule { get; } = new(
        "pile-up",
        FindingSeverity.Warning,
        "Tasks take turns on a CPU, by their affinity, while other CPUs have room.",
        TimeSpan.Zero,
        Find);

    private static void Find(Evidence evidence, List<Finding> findings)
    {
        double least = evidence.Level(Rule, LeastCores);
        foreach (Collision collision in evidence.Collisions)
        {
            if (CollisionKinds.Of(collision, evidence, least) == CollisionKind.PileUp)
            {
                findings.Add(FindingOf(collision, evidence));
            }
        }
    }

    private static Finding FindingOf(Collision collision, Evidence evidence)
    {
        CpuSet idle = CollisionPhrases.IdleInReach(collision, evidence);
        string turn = CollisionPhrases.IsOne(collision) ? "has to share" : "take turns on";
        return Rule.Finding(
            collision.Confines.ToString(),
            $"{CollisionPhrases.Who(collision, evidence)} {turn} {Phrases.Cpus(collision.Confines)}{CollisionPhrases.Shares(collision)} "
                + $"while {CollisionPhrases.Meanwhile(collision, idle)}: {CollisionPhrases.Loss(collision)}."
                + QuotaPhrases.Cap(collision, evidence),
            CollisionPhrases.Widen(collision, evidence)) with
        {
            Confinement = CollisionPhrases.Confinement(collision),
            Cpus = collision.Confines,
            IdleCpus = idle,
            LostCores = collision.Lost,
            Loss = CollisionPhrases.Loss(collision),
            ShortCores = collision.Short,
            LostTo = LossKind.Affinity,
            Tasks = CollisionPhrases.Tasks(collision, evidence),
        };
    }
}
