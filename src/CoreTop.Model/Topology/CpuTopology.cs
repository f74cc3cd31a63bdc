using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Model.Topology;

/// <summary>Which logical CPUs there are and which of them share a core, a cache, a node or a package.</summary>
/// <remarks>Source: /sys/devices/system/cpu and /sys/devices/system/node. Each partition is sorted by its sets' first CPU.</remarks>
public sealed class CpuTopology
{
    private readonly Dictionary<CpuId, CpuPlace> _places;
    private Part? _part;

    /// <summary>Makes a topology from its parts; the reader sees to it that they agree.</summary>
    /// <param name="cpus">Every present CPU, online or not, in rising order.</param>
    /// <param name="packages">The online CPUs by package (socket).</param>
    /// <param name="nodes">The online CPUs by NUMA node; one node when the kernel has none.</param>
    /// <param name="cores">The online CPUs by core.</param>
    /// <param name="lastLevelCaches">The online CPUs by last-level cache; CPUs without one are in none.</param>
    public CpuTopology(
        ImmutableArray<CpuPlace> cpus,
        ImmutableArray<CpuSet> packages,
        ImmutableArray<NumaNode> nodes,
        ImmutableArray<CpuSet> cores,
        ImmutableArray<CpuSet> lastLevelCaches)
    {
        Cpus = cpus;
        Packages = packages;
        Nodes = nodes;
        Cores = cores;
        LastLevelCaches = lastLevelCaches;
        Present = CpuSet.Of(cpus.Select(place => place.Cpu));
        Online = CpuSet.Of(cpus.Where(place => place.IsOnline).Select(place => place.Cpu));
        Isolated = CpuSet.Of(cpus.Where(place => place.IsIsolated).Select(place => place.Cpu));
        NoHzFull = CpuSet.Of(cpus.Where(place => place.IsNoHzFull).Select(place => place.Cpu));
        Performance = CpuSet.Of(cpus.Where(place => place.Kind == CoreKind.Performance).Select(place => place.Cpu));
        Efficiency = CpuSet.Of(cpus.Where(place => place.Kind == CoreKind.Efficiency).Select(place => place.Cpu));
        _places = cpus.ToDictionary(place => place.Cpu);
    }

    /// <summary>Every present CPU, online or not, in rising order.</summary>
    public ImmutableArray<CpuPlace> Cpus { get; }

    /// <summary>The online CPUs by package (socket).</summary>
    public ImmutableArray<CpuSet> Packages { get; }

    /// <summary>The online CPUs by NUMA node, memory-only nodes left out; one node when the kernel has none. A CPU may be in no node.</summary>
    public ImmutableArray<NumaNode> Nodes { get; }

    /// <summary>The online CPUs by core.</summary>
    public ImmutableArray<CpuSet> Cores { get; }

    /// <summary>The online CPUs by last-level cache; CPUs without a cache of that level are in none.</summary>
    public ImmutableArray<CpuSet> LastLevelCaches { get; }

    /// <summary>Every CPU that is plugged in.</summary>
    public CpuSet Present { get; }

    /// <summary>Every CPU that the kernel schedules on.</summary>
    public CpuSet Online { get; }

    /// <summary>CPUs kept out of load balancing.</summary>
    public CpuSet Isolated { get; }

    /// <summary>CPUs that run without the scheduler tick where they can.</summary>
    public CpuSet NoHzFull { get; }

    /// <summary>CPUs of performance cores; empty where all cores are alike.</summary>
    public CpuSet Performance { get; }

    /// <summary>CPUs of efficiency cores; empty where all cores are alike.</summary>
    public CpuSet Efficiency { get; }

    /// <summary>The place of <paramref name="cpu"/>; null when it is not present.</summary>
    public CpuPlace? Find(CpuId cpu) => _places.GetValueOrDefault(cpu);

    /// <summary>
    /// The same machine with some CPUs alone. Indices and numbers stay what they are: a core, cache or package without any of them is an empty
    /// set in its list, a node without any is not listed. The same object for the same CPUs.
    /// </summary>
    /// <param name="cpus">The CPUs that stay.</param>
    public CpuTopology Within(CpuSet cpus)
    {
        if (_part is not { } part || !part.Cpus.Equals(cpus))
        {
            _part = part = new Part(cpus, new CpuTopology(
                [.. Cpus.Where(place => cpus.Contains(place.Cpu))],
                [.. Packages.Select(package => package.Intersect(cpus))],
                [.. Nodes.Where(node => node.Cpus.Overlaps(cpus)).Select(node => node with { Cpus = node.Cpus.Intersect(cpus) })],
                [.. Cores.Select(core => core.Intersect(cpus))],
                [.. LastLevelCaches.Select(cache => cache.Intersect(cpus))]));
        }

        return part.Topology;
    }

    /// <summary>A machine of which only the CPU numbers are known: each its own core, one node, one package.</summary>
    public static CpuTopology Flat(CpuSet online)
    {
        ImmutableArray<CpuSet> cores = [.. online.Select(cpu => CpuSet.Of(cpu.Number))];
        ImmutableArray<CpuPlace> places =
        [
            .. online.Select((cpu, index) => new CpuPlace(
                cpu, IsOnline: true, Package: 0, Node: 0, Core: index, LastLevelCache: null, cores[index],
                IsIsolated: false, IsNoHzFull: false, Capacity: null)),
        ];
        return new CpuTopology(places, [online], [new NumaNode(0, online)], cores, []);
    }

    private sealed record Part(CpuSet Cpus, CpuTopology Topology);
}
