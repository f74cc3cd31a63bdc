namespace CoreTop.Model.Sampling;

/// <summary>How much of a process's memory lies on one NUMA node.</summary>
/// <param name="Node">The kernel's node number.</param>
/// <param name="Bytes">Resident memory there: the <c>N0=pages</c> of /proc/[pid]/numa_maps.</param>
public readonly record struct NodeMemory(int Node, ulong Bytes);
