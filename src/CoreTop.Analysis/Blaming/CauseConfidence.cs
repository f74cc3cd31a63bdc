namespace CoreTop.Analysis.Blaming;

/// <summary>How certain it is why a mask was set. That it was inherited from an ancestor says where it comes from, not why.</summary>
public enum CauseConfidence
{
    /// <summary>The reason is not known.</summary>
    None = 0,

    /// <summary>It fits, but other causes would fit too.</summary>
    Medium,

    /// <summary>The evidence names it, and it would give exactly this mask.</summary>
    High,
}
