namespace CoreTop.Analysis.Blaming;

/// <summary>How sure a cause is.</summary>
public enum CauseConfidence
{
    /// <summary>Nothing is known.</summary>
    None = 0,

    /// <summary>It fits; other causes would too.</summary>
    Medium,

    /// <summary>The evidence names it.</summary>
    High,
}
