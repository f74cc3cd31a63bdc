using CoreTop.Model.Cpus;

namespace CoreTop.Model.Topology;

/// <summary>Chooses some CPUs out of many, as <c>2 of idle</c> asks.</summary>
/// <remarks>
/// Idle ones come first, on cores where nothing else runs, one of each core before a second of any; and all behind one last-level cache or
/// on one node, where that has enough of them.
/// </remarks>
internal static class CpuPick
{
    /// <summary>The CPUs.</summary>
    /// <param name="count">How many; at most as many as there are.</param>
    /// <param name="from">What to choose from.</param>
    /// <param name="naming">Which are idle, and which share a core.</param>
    public static CpuSet Of(int count, CpuSet from, CpuNaming naming)
    {
        CpuSet near = NearEachOther(count, from, naming);
        CpuSet left = near, picked = CpuSet.Empty;
        for (int i = 0; i < count; i++)
        {
            CpuId best = left.MinBy(cpu => Rank(cpu, picked, naming));
            picked = picked.Union(CpuSet.Of(best.Number));
            left = left.Except(picked);
        }

        return picked;
    }

    // The first cache, or else the first node, that has so many cores with nothing on them.
    private static CpuSet NearEachOther(int count, CpuSet from, CpuNaming naming)
    {
        CpuTopology topology = naming.Topology;
        foreach (CpuSet group in topology.LastLevelCaches.Concat(topology.Nodes.Select(static node => node.Cpus)))
        {
            CpuSet some = from.Intersect(group);
            if (some.Count >= count && FreeCores(some, naming) >= count)
            {
                return some;
            }
        }

        return from;
    }

    private static int FreeCores(CpuSet cpus, CpuNaming naming)
    {
        CpuSet seen = CpuSet.Empty;
        int cores = 0;
        foreach (CpuId cpu in cpus)
        {
            if (!seen.Contains(cpu) && IsCoreIdle(cpu, naming))
            {
                cores++;
                seen = seen.Union(Siblings(cpu, naming));
            }
        }

        return cores;
    }

    private static (bool, bool, bool, int) Rank(CpuId cpu, CpuSet picked, CpuNaming naming)
    {
        bool isBusy = naming.Idle?.Contains(cpu) == false;
        bool isCoreUsed = !IsCoreIdle(cpu, naming) || Siblings(cpu, naming).Overlaps(picked);
        return (isBusy, isCoreUsed, naming.Topology.Efficiency.Contains(cpu), cpu.Number);
    }

    private static bool IsCoreIdle(CpuId cpu, CpuNaming naming) => naming.Idle is not { } idle || Siblings(cpu, naming).IsSubsetOf(idle);

    private static CpuSet Siblings(CpuId cpu, CpuNaming naming) => naming.Topology.Find(cpu)?.Siblings ?? CpuSet.Of(cpu.Number);
}
