namespace CoreTop.Analysis.Planning;

/// <summary>What a plan writes.</summary>
/// <remarks>Where the kernel does not balance load, as on isolated CPUs, a plan pins whatever the strategy.</remarks>
public enum RebalanceStrategy
{
    /// <summary>All CPUs that the limit allows: the kernel spreads the tasks, now and later. The default.</summary>
    Widen = 0,

    /// <summary>One CPU each, for the effect at once, then widened: the task stays while nothing drives it away.</summary>
    Spread,

    /// <summary>One CPU each, for good.</summary>
    Pin,
}
