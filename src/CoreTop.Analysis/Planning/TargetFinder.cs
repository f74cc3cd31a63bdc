using System.Numerics;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Planning;

/// <summary>Finds the best free CPU for a task: a whole idle core before an SMT sibling, near before far.</summary>
internal sealed class TargetFinder
{
    // A nearer CPU is worth this much: same last-level cache 0, same node 1, another node 2.
    private const int Farthest = 2;
    private const int LowerCapacityCost = 1;
    private const int IrqCost = 2;
    private const int UsedCost = 3;
    private const int SiblingCost = 4;
    private const double HeavyIrqShare = 0.10;

    private readonly CpuTopology _topology;
    private readonly ulong[] _free;
    private readonly int[] _cost;
    private readonly int[] _busySiblings;
    private readonly Dictionary<int, (CpuSet Cache, CpuSet Node)> _near = [];

    /// <summary>Makes a finder, which gives each CPU only once.</summary>
    /// <param name="topology">Which CPUs share a core, a cache and a node.</param>
    /// <param name="cpus">How busy the CPUs are.</param>
    /// <param name="free">The CPUs to hand out.</param>
    public TargetFinder(CpuTopology topology, CpuWatch[] cpus, CpuSet free)
    {
        _topology = topology;
        _free = new ulong[(cpus.Length + 63) / 64];
        free.Words.CopyTo(_free);
        _cost = new int[cpus.Length];
        _busySiblings = new int[cpus.Length];
        int capacity = topology.Cpus.Max(place => place.Capacity ?? 0);
        foreach (CpuPlace place in topology.Cpus)
        {
            CpuWatch cpu = cpus[place.Cpu.Number];
            _cost[place.Cpu.Number] = (place.Capacity < capacity || place.Kind == CoreKind.Efficiency ? LowerCapacityCost : 0)
                + (cpu.Irq >= HeavyIrqShare ? IrqCost : 0)
                + (cpu.IsQuiet ? 0 : UsedCost);
            if (place.IsOnline && (!cpu.IsQuiet || !free.Contains(place.Cpu)))
            {
                MarkSiblings(place.Cpu);
            }
        }
    }

    /// <summary>Takes the best free CPU; null when there is none in reach.</summary>
    /// <param name="reach">Where the task may be moved to.</param>
    /// <param name="from">Where it is.</param>
    public CpuId? Take(CpuSet reach, CpuId from)
    {
        (CpuSet cache, CpuSet node) = NearOf(from);
        int best = -1, bestCost = int.MaxValue;
        for (int ring = 0; ring <= Farthest && bestCost > ring; ring++)
        {
            ReadOnlySpan<ulong> inner = ring switch { 0 => [], 1 => cache.Words, _ => node.Words };
            ReadOnlySpan<ulong> outer = ring switch { 0 => cache.Words, 1 => node.Words, _ => reach.Words };
            int words = Math.Min(Math.Min(outer.Length, reach.Words.Length), _free.Length);
            for (int word = 0; word < words && bestCost > ring; word++)
            {
                ulong candidates = _free[word] & reach.Words[word] & outer[word] & ~(word < inner.Length ? inner[word] : 0);
                for (; candidates != 0 && bestCost > ring; candidates &= candidates - 1)
                {
                    int number = (word * 64) + BitOperations.TrailingZeroCount(candidates);
                    int cost = ring + _cost[number] + (_busySiblings[number] > 0 ? SiblingCost : 0);
                    if (cost < bestCost)
                    {
                        (best, bestCost) = (number, cost);
                    }
                }
            }
        }

        if (best < 0)
        {
            return null;
        }

        _free[best / 64] &= ~(1UL << (best % 64));
        MarkSiblings(new CpuId(best));
        return new CpuId(best);
    }

    /// <summary>How near two CPUs are, in words; null on a machine where all are alike.</summary>
    public string? Distance(CpuId from, CpuId to)
    {
        (CpuSet cache, CpuSet node) = NearOf(from);
        bool isOneCache = _topology.LastLevelCaches.Length <= 1, isOneNode = _topology.Nodes.Length <= 1;
        return isOneCache && isOneNode ? null
            : !isOneCache && cache.Contains(to) ? "same cache"
            : isOneNode ? "other cache"
            : node.Contains(to) ? "same node"
            : "other node";
    }

    // Without a shared cache a CPU's node is the nearest there is.
    private (CpuSet Cache, CpuSet Node) NearOf(CpuId cpu)
    {
        if (_near.TryGetValue(cpu.Number, out (CpuSet Cache, CpuSet Node) near))
        {
            return near;
        }

        CpuPlace? place = _topology.Find(cpu);
        CpuSet node = CpuSet.Empty;
        foreach (NumaNode each in _topology.Nodes)
        {
            node = each.Number == place?.Node ? each.Cpus : node;
        }

        near = (place?.LastLevelCache is { } cache ? _topology.LastLevelCaches[cache] : CpuSet.Empty, node);
        _near.Add(cpu.Number, near);
        return near;
    }

    private void MarkSiblings(CpuId cpu)
    {
        foreach (CpuId sibling in _topology.Find(cpu)?.Siblings ?? CpuSet.Empty)
        {
            if (sibling != cpu)
            {
                _busySiblings[sibling.Number]++;
            }
        }
    }
}
