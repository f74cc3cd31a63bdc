namespace CoreTop.Analysis.Planning;

/// <summary>What a plan writes.</summary>
/// <remarks>Where the kernel does not balance load, as on isolated CPUs, a plan always pins, whatever the strategy.</remarks>
public enum RebalanceStrategy
{
    /// <summary>All CPUs that the limit allows: the kernel spreads the tasks, now and later. The default.</summary>
    Widen = 0,

    /// <summary>One CPU each, so that it works at once, then widened: the task stays there as long as nothing drives it away.</summary>
    Spread,

    /// <summary>One CPU each, for good.</summary>
    Pin,
}
