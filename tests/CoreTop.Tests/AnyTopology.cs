using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Tests;

/// <summary>Machines of any shape.</summary>
internal static class AnyTopology
{
    /// <summary>
    /// A machine of <paramref name="cpus"/> CPUs in equal nodes, each in equal last-level caches. SMT siblings are numbered
    /// as the kernel mostly does, every core's first CPU first.
    /// </summary>
    public static CpuTopology Of(
        int cpus,
        int nodes = 1,
        int smt = 1,
        int cachesPerNode = 1,
        CpuSet? offline = null,
        CpuSet? isolated = null,
        CpuSet? noHzFull = null)
    {
        offline ??= CpuSet.Empty;
        int cores = cpus / smt;
        CpuSet online = CpuSet.Range(0, cpus - 1).Except(offline);
        ImmutableArray<CpuSet> coreSets = Partition(online, cores, cpu => cpu % cores);
        ImmutableArray<CpuSet> nodeSets = Partition(online, nodes, cpu => cpu % cores * nodes / cores);
        int caches = nodes * cachesPerNode;
        ImmutableArray<CpuSet> cacheSets = Partition(online, caches, cpu => cpu % cores * caches / cores);
        ImmutableArray<CpuPlace> places =
        [
            .. CpuSet.Range(0, cpus - 1).Select(cpu => Place(cpu, online, nodeSets, coreSets, cacheSets, isolated, noHzFull)),
        ];
        return new CpuTopology(
            places, nodeSets, [.. nodeSets.Select((set, number) => new NumaNode(number, set))], coreSets, cacheSets);
    }

    /// <summary>Performance cores of two CPUs each, then efficiency cores of one.</summary>
    public static CpuTopology Hybrid(int performanceCores, int efficiencyCores)
    {
        int threads = performanceCores * 2, cpus = threads + efficiencyCores;
        ImmutableArray<CpuSet> cores =
        [
            .. Enumerable.Range(0, performanceCores).Select(core => CpuSet.Range(core * 2, (core * 2) + 1)),
            .. Enumerable.Range(threads, efficiencyCores).Select(cpu => CpuSet.Of(cpu)),
        ];
        CpuTopology alike = Of(cpus);
        return new CpuTopology(
            [
                .. alike.Cpus.Select(place => place with
                {
                    Core = IndexOf(cores, place.Cpu),
                    Siblings = cores[IndexOf(cores, place.Cpu)!.Value],
                    Kind = place.Cpu.Number < threads ? CoreKind.Performance : CoreKind.Efficiency,
                }),
            ],
            alike.Packages, alike.Nodes, cores, alike.LastLevelCaches);
    }

    private static CpuPlace Place(
        CpuId cpu,
        CpuSet online,
        ImmutableArray<CpuSet> nodes,
        ImmutableArray<CpuSet> cores,
        ImmutableArray<CpuSet> caches,
        CpuSet? isolated,
        CpuSet? noHzFull)
    {
        bool isOnline = online.Contains(cpu);
        int? core = IndexOf(cores, cpu), node = IndexOf(nodes, cpu);
        return new CpuPlace(
            cpu, isOnline, node, node, core, IndexOf(caches, cpu), core is { } index ? cores[index] : CpuSet.Empty,
            isolated?.Contains(cpu) == true, noHzFull?.Contains(cpu) == true, Capacity: null);
    }

    private static int? IndexOf(ImmutableArray<CpuSet> sets, CpuId cpu)
    {
        for (int i = 0; i < sets.Length; i++)
        {
            if (sets[i].Contains(cpu))
            {
                return i;
            }
        }

        return null;
    }

    private static ImmutableArray<CpuSet> Partition(CpuSet cpus, int count, Func<int, int> part) =>
    [
        .. Enumerable.Range(0, count)
            .Select(index => CpuSet.Of(cpus.Where(cpu => part(cpu.Number) == index)))
            .Where(set => !set.IsEmpty)
            .OrderBy(set => set.First),
    ];
}
