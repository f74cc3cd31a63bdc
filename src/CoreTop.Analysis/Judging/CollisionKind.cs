namespace CoreTop.Analysis.Judging;

/// <summary>What makes claimants collide.</summary>
internal enum CollisionKind
{
    /// <summary>There are more of them than CPUs they may use, while other CPUs have room.</summary>
    PileUp = 0,

    /// <summary>The same on a full machine: other tasks have more than their share.</summary>
    Squeezed,

    /// <summary>A task that the kernel serves before them takes up their CPU.</summary>
    Hog,

    /// <summary>Interrupts take up their CPU.</summary>
    Interrupts,

    /// <summary>Their CPUs are slower than others.</summary>
    SlowCores,

    /// <summary>Their CPUs are siblings of the same cores.</summary>
    SharedCores,
}
