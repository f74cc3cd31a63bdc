using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Model.Topology;

/// <summary>What the words of a <see cref="CpuExpression"/> stand for, here and now.</summary>
/// <param name="Topology">The machine.</param>
public sealed record CpuNaming(CpuTopology Topology)
{
    /// <summary>The CPUs that <c>idle</c> names, and that are picked first; null when that is not known.</summary>
    public CpuSet? Idle { get; init; }

    /// <summary>Outside of these no CPU can be named; null for the whole machine.</summary>
    public CpuBounds? Bounds { get; init; }

    /// <summary>Reads the devices, which <c>gpu0</c> and the like need; called only for those.</summary>
    public Func<ImmutableArray<NearDevice>> Devices { get; init; } = static () => [];

    /// <summary>The CPUs that <c>all</c> names.</summary>
    public CpuSet All => Inside(Topology.Online);

    /// <summary>Those of <paramref name="cpus"/> that can be named.</summary>
    public CpuSet Inside(CpuSet cpus) => Bounds is { } bounds && !cpus.IsSubsetOf(bounds.Cpus) ? cpus.Intersect(bounds.Cpus) : cpus;
}
