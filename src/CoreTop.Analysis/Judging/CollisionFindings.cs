namespace CoreTop.Analysis.Judging;

/// <summary>What the rules about collisions have in common: they choose those of their kind and make findings of them.</summary>
internal static class CollisionFindings
{
    /// <summary>A loss that rounds to zero cores is not worth a warning.</summary>
    private const double LeastCores = 0.5;

    /// <summary>The collisions of a kind that cost enough for a finding.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="rule">The rule; a finding that is shown needs less to stay.</param>
    /// <param name="situation">What is known.</param>
    public static IEnumerable<Collision> Those(CollisionKind kind, DiagnosisRule rule, Situation situation)
    {
        double least = situation.Level(rule, LeastCores);
        return situation.Collisions.Where(collision => CollisionKinds.Of(collision, situation, least) == kind);
    }

    /// <summary>A finding about a collision, which wider masks would fix.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="collision">The collision.</param>
    /// <param name="sentence">One sentence, without the cause.</param>
    /// <param name="situation">What is known.</param>
    /// <param name="manner">How its tasks are on its CPUs, for few words.</param>
    public static Finding Of(DiagnosisRule rule, Collision collision, string sentence, Situation situation, string manner = "on") =>
        Finding.Of(rule, collision.Confines.ToString(), sentence, CollisionPhrases.Widen(collision, situation)) with
        {
            InBrief = finding => finding.InFewWords(manner, CollisionPhrases.BriefWho(collision, situation)),
            Confinement = CollisionPhrases.Confinement(collision),
            Cpus = collision.Confines,
            IdleCpus = CollisionPhrases.IdleInReach(collision, situation),
            LostCores = collision.Lost,
            Loss = CollisionPhrases.Loss(collision),
            ShortCores = collision.Short,
            LostTo = LossKind.Affinity,
            Tasks = CollisionPhrases.Tasks(collision, situation),
        };
}
