using CoreTop.Model.Cpus;

namespace CoreTop.Model.Sampling;

/// <summary>A CPU's run queue since boot: a <c>cpuN</c> line of /proc/schedstat.</summary>
/// <param name="Cpu">The CPU.</param>
/// <param name="RunNanoseconds">Field 7: time tasks ran on it.</param>
/// <param name="WaitNanoseconds">Field 8: time tasks waited for it; its growth over wall time is the mean number of waiting tasks.</param>
/// <param name="Slices">Field 9: time slices run on it.</param>
/// <seealso href="https://docs.kernel.org/scheduler/sched-stats.html"/>
public readonly record struct RunQueueTimes(CpuId Cpu, ulong RunNanoseconds, ulong WaitNanoseconds, ulong Slices);
