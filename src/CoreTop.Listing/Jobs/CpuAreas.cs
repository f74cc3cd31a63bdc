using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Listing.Jobs;

/// <summary>Sorts the online CPUs of a machine by nearness: nodes, in them last-level caches, in them cores.</summary>
internal static class CpuAreas
{
    /// <summary>The areas from left to right.</summary>
    public static List<CpuArea> Of(CpuTopology topology)
    {
        var areas = new List<CpuArea>();
        CpuSet left = topology.Online;
        foreach (NumaNode node in topology.Nodes)
        {
            for (int cache = 0; cache < topology.LastLevelCaches.Length; cache++)
            {
                Add(node.Number, cache, topology.LastLevelCaches[cache].Intersect(node.Cpus));
            }

            Add(node.Number, cache: -1, node.Cpus);
        }

        for (int cache = 0; cache < topology.LastLevelCaches.Length; cache++)
        {
            Add(node: -1, cache, topology.LastLevelCaches[cache]);
        }

        Add(node: -1, cache: -1, left);
        return areas;

        void Add(int node, int cache, CpuSet cpus)
        {
            cpus = cpus.Intersect(left);
            if (!cpus.IsEmpty)
            {
                areas.Add(new CpuArea(node, cache, Cores(topology, cpus)));
                left = left.Except(cpus);
            }
        }
    }

    /// <summary>The same with one area for each node.</summary>
    public static List<CpuArea> ByNode(IEnumerable<CpuArea> areas) =>
        [.. areas.GroupBy(area => area.Node).Select(node => new CpuArea(node.Key, Cache: -1, [.. node.SelectMany(area => area.Cores)]))];

    private static List<CpuSet> Cores(CpuTopology topology, CpuSet cpus)
    {
        var cores = new List<CpuSet>();
        CpuSet left = cpus;
        foreach (CpuId cpu in cpus)
        {
            if (left.Contains(cpu))
            {
                CpuSet siblings = topology.Find(cpu)?.Siblings.Intersect(cpus) ?? CpuSet.Empty;
                CpuSet core = siblings.Contains(cpu) ? siblings : CpuSet.Of(cpu.Number);
                cores.Add(core);
                left = left.Except(core);
            }
        }

        return cores;
    }
}
