namespace CoreTop.Analysis.Judging;

/// <summary>What the rules about collisions do alike: choose those of their kind, and make findings of them.</summary>
internal static class CollisionFindings
{
    /// <summary>A loss that rounds to no core is not worth a warning.</summary>
    private const double LeastCores = 0.5;

    /// <summary>The collisions of a kind that cost enough for a rule to speak of them.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="rule">The rule; while its finding is shown it takes less to stay.</param>
    /// <param name="evidence">What is known.</param>
    public static IEnumerable<Collision> Those(CollisionKind kind, DiagnosisRule rule, Evidence evidence)
    {
        double least = evidence.Level(rule, LeastCores);
        return evidence.Collisions.Where(collision => CollisionKinds.Of(collision, evidence, least) == kind);
    }

    /// <summary>A finding about a collision, which wider masks put right.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="collision">The collision.</param>
    /// <param name="sentence">One sentence, without the cause.</param>
    /// <param name="evidence">What is known.</param>
    public static Finding Of(DiagnosisRule rule, Collision collision, string sentence, Evidence evidence) =>
        rule.Finding(collision.Confines.ToString(), sentence, CollisionPhrases.Widen(collision, evidence)) with
        {
            Confinement = CollisionPhrases.Confinement(collision),
            Cpus = collision.Confines,
            IdleCpus = CollisionPhrases.IdleInReach(collision, evidence),
            LostCores = collision.Lost,
            Loss = CollisionPhrases.Loss(collision),
            ShortCores = collision.Short,
            LostTo = LossKind.Affinity,
            Tasks = CollisionPhrases.Tasks(collision, evidence),
        };
}
