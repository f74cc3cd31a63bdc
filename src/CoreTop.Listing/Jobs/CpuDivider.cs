namespace CoreTop.Listing.Jobs;

/// <summary>A line between two areas of CPUs.</summary>
/// <param name="X">Its cell.</param>
/// <param name="IsBetweenNodes">Between two NUMA nodes; else between two last-level caches.</param>
internal readonly record struct CpuDivider(int X, bool IsBetweenNodes);
