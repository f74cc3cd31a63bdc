using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Watching;

/// <summary>What is known of one CPU over the window, as shares of it; all 0 when offline.</summary>
internal readonly record struct CpuWatch
{
    /// <summary>A CPU that has less than this left is not a place for a hungry task.</summary>
    private const double SlotShare = 0.5;

    /// <summary>A CPU keeps its state of the last refresh until it is this far beyond the threshold: otherwise it would flicker.</summary>
    private const double Gap = 0.2;

    /// <summary>The kernel schedules on it.</summary>
    public bool IsOnline { get; init; }

    /// <summary>It is known only from masks, so how busy it is is not known. It does not count as idle.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>It was a slot at the last refresh.</summary>
    public bool WasSlot { get; init; }

    /// <summary>It was taken at the last refresh.</summary>
    public bool WasTaken { get; init; }

    /// <summary>It was quiet at the last refresh.</summary>
    public bool WasQuiet { get; init; }

    /// <summary>All except idle and I/O wait.</summary>
    public double Busy { get; init; }

    /// <summary>Interrupts and soft interrupts.</summary>
    public double Irq { get; init; }

    /// <summary>The time of its ksoftirqd, which handles soft interrupts when there are too many.</summary>
    public double SoftIrqThread { get; init; }

    /// <summary>Interrupts, soft interrupts and its ksoftirqd; some kernels count the latter's time as soft interrupts, and then it is not counted twice.</summary>
    public double Interrupts => Irq + (IsThreadInSoftIrq ? 0 : SoftIrqThread);

    /// <summary>Whether <see cref="Irq"/> holds the time of its ksoftirqd.</summary>
    public bool IsThreadInSoftIrq => Irq >= SoftIrqThread;

    /// <summary>Taken by the hypervisor.</summary>
    public double Steal { get; init; }

    /// <summary>Mean number of tasks waiting for it; 0 when the kernel does not say.</summary>
    public double Waiting { get; init; }

    /// <summary>Real-time and deadline tasks that last ran on it.</summary>
    public double RealTime { get; init; }

    /// <summary>Other tasks that are not hungry and last ran on it, and the use of tasks that cannot be seen.</summary>
    public double Other { get; init; }

    /// <summary>The tasks on it that do not claim its time: too small, too new or not visible.</summary>
    public double Unclaimed { get; init; }

    /// <summary>What interrupts, the hypervisor and tasks that claim nothing leave of it, as a share of it.</summary>
    public double Room => IsOnline ? Math.Clamp(1 - Irq - Steal - Unclaimed, 0, 1) : 0;

    /// <summary>What it has for hungry tasks, in cores.</summary>
    public double Spare => IsOnline ? Math.Clamp(1 - Irq - Steal - RealTime - Other, 0, 1) : 0;

    /// <summary>One hungry task fits here.</summary>
    public bool IsSlot => !IsUnknown && Spare >= Below(SlotShare, WasSlot);

    /// <summary>Real-time tasks, interrupts or the hypervisor leave no room, and other masks for ordinary tasks would not change that.</summary>
    public bool IsTaken => !IsOnline || 1 - Irq - Steal - RealTime < Above(SlotShare, WasTaken);

    /// <summary>It has next to nothing to do.</summary>
    public bool IsQuiet => IsOnline && !IsUnknown && Busy < Above(Idleness.MostBusy, WasQuiet) && Waiting < Above(Idleness.MostWaiting, WasQuiet);

    /// <summary>The CPUs for which something is true.</summary>
    public static CpuSet Where(CpuWatch[] cpus, Func<CpuWatch, bool> predicate)
    {
        var words = new ulong[(cpus.Length + 63) / 64];
        for (int number = 0; number < cpus.Length; number++)
        {
            if (predicate(cpus[number]))
            {
                words[number / 64] |= 1UL << (number % 64);
            }
        }

        return CpuSet.FromWords(words);
    }

    private static double Below(double limit, bool was) => was ? limit * (1 - Gap) : limit;

    private static double Above(double limit, bool was) => was ? limit * (1 + Gap) : limit;
}
