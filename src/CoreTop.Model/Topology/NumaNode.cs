using CoreTop.Model.Cpus;

namespace CoreTop.Model.Topology;

/// <summary>A NUMA node that has CPUs.</summary>
/// <param name="Number">The kernel's number (<c>nodeN</c> in /sys/devices/system/node).</param>
/// <param name="Cpus">Its online CPUs; never empty.</param>
public sealed record NumaNode(int Number, CpuSet Cpus);
