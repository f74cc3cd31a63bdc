using CoreTop.Model.Cpus;

namespace CoreTop.Model.Topology;

/// <summary>Where one logical CPU sits in the machine.</summary>
/// <param name="Cpu">The CPU.</param>
/// <param name="IsOnline">The kernel schedules on it.</param>
/// <param name="Package">Index into <see cref="CpuTopology.Packages"/>; null when offline.</param>
/// <param name="Node">The kernel's NUMA node number; null when offline, or when the kernel put it in none.</param>
/// <param name="Core">Index into <see cref="CpuTopology.Cores"/>; null when offline.</param>
/// <param name="LastLevelCache">Index into <see cref="CpuTopology.LastLevelCaches"/>; null when offline or without a cache of that level.</param>
/// <param name="Siblings">The online CPUs of the same core (SMT siblings), itself included; empty when offline.</param>
/// <param name="IsIsolated">Kept out of load balancing: isolcpus or an isolated cpuset partition.</param>
/// <param name="IsNoHzFull">Runs without the scheduler tick where it can: nohz_full.</param>
/// <param name="Capacity">Relative computing power, 1,024 the largest CPU's: <c>cpuN/cpu_capacity</c>; null when the kernel does not say.</param>
public sealed record CpuPlace(
    CpuId Cpu,
    bool IsOnline,
    int? Package,
    int? Node,
    int? Core,
    int? LastLevelCache,
    CpuSet Siblings,
    bool IsIsolated,
    bool IsNoHzFull,
    int? Capacity)
{
    /// <summary>What its core is built for; null where all are alike or nothing distinguishes them.</summary>
    public CoreKind? Kind { get; init; }
}
