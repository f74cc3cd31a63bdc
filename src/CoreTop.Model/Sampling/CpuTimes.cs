using CoreTop.Model.Cpus;

namespace CoreTop.Model.Sampling;

/// <summary>What one online CPU has spent its time on since boot, in clock ticks: a <c>cpuN</c> line of /proc/stat, proc_stat(5).</summary>
/// <param name="Cpu">The CPU.</param>
/// <param name="UserTicks">User programs of ordinary priority; holds the guests' time.</param>
/// <param name="NiceTicks">User programs of lowered priority.</param>
/// <param name="SystemTicks">The kernel on behalf of tasks.</param>
/// <param name="IdleTicks">Idle; may go back.</param>
/// <param name="IoWaitTicks">Idle while a task waits for a disk; may go back.</param>
/// <param name="IrqTicks">Interrupts.</param>
/// <param name="SoftIrqTicks">Soft interrupts.</param>
/// <param name="StealTicks">Taken by the hypervisor.</param>
public readonly record struct CpuTimes(
    CpuId Cpu,
    ulong UserTicks,
    ulong NiceTicks,
    ulong SystemTicks,
    ulong IdleTicks,
    ulong IoWaitTicks,
    ulong IrqTicks,
    ulong SoftIrqTicks,
    ulong StealTicks);
