using CoreTop.Model.Cpus;

namespace CoreTop.Listing.Jobs;

/// <summary>CPUs that stand side by side: those of one last-level cache in one NUMA node.</summary>
/// <param name="Node">The node's number; -1 for CPUs in none.</param>
/// <param name="Cache">The cache's index; -1 for CPUs without one.</param>
/// <param name="Cores">The CPUs by core, in order.</param>
internal sealed record CpuArea(int Node, int Cache, IReadOnlyList<CpuSet> Cores)
{
    /// <summary>How many CPUs.</summary>
    public int Count { get; } = Cores.Sum(static core => core.Count);
}
