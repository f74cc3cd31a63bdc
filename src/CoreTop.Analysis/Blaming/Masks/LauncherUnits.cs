using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>What launchers bind ranks to: whole cores, sockets or other parts of the machine.</summary>
internal static class LauncherUnits
{
    /// <summary>Whether binding to such parts can give the mask; true where it is not known which parts those are here.</summary>
    /// <param name="policy">The launcher's word, such as <c>core</c> or <c>socket:if-supported</c>; null for its default.</param>
    /// <param name="mask">The mask.</param>
    /// <param name="origin">The process that has it.</param>
    public static bool CanGive(string? policy, CpuSet mask, MaskOrigin origin)
    {
        CpuTopology topology = origin.Snapshot.Topology;
        CpuSet allowed = origin.Before ?? topology.Online;
        return Sets(policy, topology) is not { } kinds || kinds.Any(kind => IsWhole(mask, kind, allowed));
    }

    /// <summary>The mask is that of one core, or of a part of it.</summary>
    public static bool IsOfOneCore(MaskOrigin origin) =>
        origin.Snapshot.Topology.Cores.Any(core => origin.Affinity.IsSubsetOf(core));

    /// <summary>The parts around a mask, which a rank may have been bound to before its runtime bound its threads.</summary>
    public static IEnumerable<CpuSet> Around(CpuSet mask, MaskOrigin origin) =>
        Default(origin.Snapshot.Topology).SelectMany(static kind => kind).Where(set => mask.IsSubsetOf(set));

    private static IEnumerable<CpuSet>[]? Sets(string? policy, CpuTopology topology)
    {
        if (policy is null)
        {
            return Default(topology);
        }

        int colon = policy.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 ? policy : policy[..colon]).ToLowerInvariant() switch
        {
            "hwthread" => [topology.Online.Select(cpu => CpuSet.Of(cpu.Number))],
            "core" => [topology.Cores],
            "socket" or "package" => [topology.Packages],
            "numa" => [topology.Nodes.Select(node => node.Cpus)],
            "l3cache" or "l3" when !topology.LastLevelCaches.IsEmpty => [topology.LastLevelCaches],
            _ => null,
        };
    }

    // The default is cores for few ranks, and sockets, nodes or caches for many, depending on the launcher's version.
    private static IEnumerable<CpuSet>[] Default(CpuTopology topology) =>
        [topology.Cores, topology.Packages, topology.Nodes.Select(node => node.Cpus), topology.LastLevelCaches];

    // A rank may get several.
    private static bool IsWhole(CpuSet mask, IEnumerable<CpuSet> sets, CpuSet allowed)
    {
        CpuSet whole = CpuSet.Empty;
        foreach (CpuSet set in sets)
        {
            whole = set.Overlaps(mask) ? whole.Union(set.Intersect(allowed)) : whole;
        }

        return whole.Equals(mask);
    }
}
