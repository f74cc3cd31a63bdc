using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Scheduling;

/// <summary>A change that was asked of a machine that cannot be changed.</summary>
/// <param name="Tid">The task.</param>
/// <param name="Wanted">The affinity asked for; null for all that its cpuset allows.</param>
internal sealed record RecordedChange(int Tid, CpuSet? Wanted);
