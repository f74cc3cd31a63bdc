namespace CoreTop.Analysis.Blaming;

/// <summary>How sure it is why a mask was set. That it was inherited from an ancestor says where, so it alone is no reason.</summary>
public enum CauseConfidence
{
    /// <summary>Why is not known.</summary>
    None = 0,

    /// <summary>It fits; other causes would too.</summary>
    Medium,

    /// <summary>The evidence names it, and it would give this very mask.</summary>
    High,
}
