using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Settings;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Cores;

/// <summary>Sorts a machine's CPUs into the groups of the core panel.</summary>
internal static class CoreGroups
{
    /// <summary>The groups of a view.</summary>
    /// <param name="topology">The machine.</param>
    /// <param name="view">What an item stands for.</param>
    /// <param name="byCache">A group for each last-level cache; else for each NUMA node.</param>
    public static ImmutableArray<CoreGroup> Of(CpuTopology topology, CoreView view, bool byCache)
    {
        if (view == CoreView.Summary)
        {
            return [Single([new CoreItem("all", topology.Online, IsOnline: true, Sign: ' ', Slot: 0) { IsSum = true }])];
        }

        if (view == CoreView.Nodes)
        {
            return
            [
                Single(
                [
                    .. topology.Nodes.Select((node, index) =>
                        new CoreItem($"node{Text(node.Number)}", node.Cpus, IsOnline: true, Sign: ' ', index) { IsSum = true }),
                ]),
            ];
        }

        ImmutableArray<CoreGroup> groups =
        [
            .. Areas(topology, byCache).Select(area => Group(topology, area.Label, area.Cpus, view)),
        ];
        return groups.Length == 1 ? [groups[0] with { Label = string.Empty }] : groups;
    }

    /// <summary>The nodes, with their caches as parts where they have several.</summary>
    public static ImmutableArray<CoreGroup> WithCaches(CpuTopology topology, CoreView view)
    {
        ImmutableArray<CoreGroup> nodes = Of(topology, view, byCache: false);
        if (!HasCachesInNodes(topology))
        {
            return nodes;
        }

        ImmutableArray<CoreGroup> caches = Of(topology, view, byCache: true);
        return [.. nodes.Select(node => WithCaches(node, [.. caches.Where(cache => cache.Cpus.IsSubsetOf(node.Cpus))]))];
    }

    private static CoreGroup WithCaches(CoreGroup node, ImmutableArray<CoreGroup> caches) =>
        caches.Sum(cache => cache.Cpus.Count) == node.Cpus.Count ? node with { Parts = caches } : node;

    /// <summary>There are more caches than nodes, so grouping by cache says more.</summary>
    public static bool HasCachesInNodes(CpuTopology topology) =>
        topology.LastLevelCaches.Length > topology.Nodes.Length;

    // Offline CPUs are in no node or cache, an online one in no node may be: they go where the CPU before them is.
    private static List<(string Label, CpuSet Cpus)> Areas(CpuTopology topology, bool byCache)
    {
        var areas = new List<(string Label, CpuSet Cpus)>();
        foreach (NumaNode node in topology.Nodes)
        {
            CpuSet left = node.Cpus;
            string label = topology.Nodes.Length > 1 ? $"node{Text(node.Number)}" : string.Empty;
            for (int cache = 0; byCache && cache < topology.LastLevelCaches.Length; cache++)
            {
                CpuSet shared = topology.LastLevelCaches[cache].Intersect(node.Cpus);
                if (!shared.IsEmpty)
                {
                    areas.Add(($"{label} llc{Text(cache)}".Trim(), shared));
                    left = left.Except(shared);
                }
            }

            if (!left.IsEmpty)
            {
                areas.Add((byCache && areas.Count > 0 ? $"{label} no llc".Trim() : label, left));
            }
        }

        if (areas.Count == 0)
        {
            areas.Add((string.Empty, topology.Present));
        }

        CpuSet placed = areas.Aggregate(CpuSet.Empty, (all, area) => all.Union(area.Cpus));
        foreach (CpuId cpu in topology.Present.Except(placed))
        {
            int at = Math.Max(0, areas.FindLastIndex(area => area.Cpus.First < cpu));
            areas[at] = (areas[at].Label, areas[at].Cpus.Union(CpuSet.Of(cpu.Number)));
        }

        return areas;
    }

    private static CoreGroup Group(CpuTopology topology, string label, CpuSet cpus, CoreView view)
    {
        List<CpuSet> cores = Cores(topology, cpus);
        int siblings = view == CoreView.Cores ? 1 : cores.Max(core => core.Count);
        var items = ImmutableArray.CreateBuilder<CoreItem>(cpus.Count);
        int slot = 0;
        foreach (CpuSet core in cores)
        {
            if (view == CoreView.Cores)
            {
                items.Add(Item(topology, core, slot++));
                continue;
            }

            // Cores of fewer siblings share the slots of one, but no core is divided.
            slot += slot % siblings + core.Count > siblings ? siblings - (slot % siblings) : 0;
            foreach (CpuId sibling in core)
            {
                items.Add(Item(topology, CpuSet.Of(sibling.Number), slot++));
            }
        }

        return new CoreGroup(label, cpus, items.ToImmutable(), siblings);
    }

    // In the order of their first CPU; an offline CPU, whose core is not known, counts as one.
    private static List<CpuSet> Cores(CpuTopology topology, CpuSet cpus)
    {
        var cores = new List<CpuSet>();
        CpuSet left = cpus;
        foreach (CpuId cpu in cpus)
        {
            if (left.Contains(cpu))
            {
                CpuSet core = topology.Find(cpu) is { IsOnline: true } place
                    ? place.Siblings.Intersect(cpus)
                    : CpuSet.Of(cpu.Number);
                cores.Add(core);
                left = left.Except(core);
            }
        }

        return cores;
    }

    private static CoreItem Item(CpuTopology topology, CpuSet cpus, int slot)
    {
        CpuPlace place = topology.Find(cpus.First!.Value)!;
        char sign = (place.IsIsolated, place.IsNoHzFull) switch
        {
            (true, true) => 'b',
            (true, false) => 'i',
            (false, true) => 'n',
            _ => ' ',
        };
        bool isEfficiency = place.Kind == CoreKind.Efficiency;
        string number = Text(place.Cpu.Number);
        return new CoreItem(isEfficiency ? CoreSigns.Efficiency + number : number, cpus, place.IsOnline, sign, slot)
        {
            IsEfficiency = isEfficiency,
        };
    }

    private static CoreGroup Single(ImmutableArray<CoreItem> items) =>
        new(string.Empty, items.Aggregate(CpuSet.Empty, (all, item) => all.Union(item.Cpus)), items, Siblings: 1);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
