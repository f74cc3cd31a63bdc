using CoreTop.Model.Cpus;

namespace CoreTop.Model.Sampling;

/// <summary>What one CPU did in the window, as shares of it that add up to 1; all 0 when offline or not known yet.</summary>
/// <param name="Cpu">The CPU.</param>
/// <param name="IsOnline">The kernel schedules on it.</param>
/// <param name="User">User programs of ordinary priority.</param>
/// <param name="Nice">User programs of lowered priority.</param>
/// <param name="System">The kernel on behalf of tasks.</param>
/// <param name="Idle">Nothing.</param>
/// <param name="IoWait">Nothing, while a task waits for a disk.</param>
/// <param name="Irq">Interrupts.</param>
/// <param name="SoftIrq">Soft interrupts.</param>
/// <param name="Steal">Taken by the hypervisor.</param>
/// <param name="Waiting">Mean number of tasks waiting for it; null when the kernel does not say.</param>
public sealed record CpuLoad(
    CpuId Cpu,
    bool IsOnline,
    double User,
    double Nice,
    double System,
    double Idle,
    double IoWait,
    double Irq,
    double SoftIrq,
    double Steal,
    double? Waiting)
{
    /// <summary>All but idle and I/O wait.</summary>
    public double Busy => User + Nice + System + Irq + SoftIrq + Steal;

    /// <summary>It was measured: an idle CPU counts as idle, one of which nothing is known does not.</summary>
    public bool IsKnown => Busy + Idle + IoWait > 0;
}
