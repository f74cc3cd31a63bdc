namespace CoreTop.Analysis.Judging;

/// <summary>What makes claimants collide.</summary>
internal enum CollisionKind
{
    /// <summary>They are more than the CPUs they may use, while others have room.</summary>
    PileUp = 0,

    /// <summary>The same on a machine that is full: others have more than their share.</summary>
    Squeezed,

    /// <summary>A task that goes before them takes up their CPU.</summary>
    Hog,

    /// <summary>Interrupts take up their CPU.</summary>
    Interrupts,

    /// <summary>Their CPUs are slower than others.</summary>
    SlowCores,

    /// <summary>Their CPUs are siblings of the same cores.</summary>
    SharedCores,
}
