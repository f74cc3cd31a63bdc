using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Watching;

/// <summary>What is known of one CPU over the window, as shares of it; all 0 when offline.</summary>
internal readonly record struct CpuWatch
{
    /// <summary>A CPU that has less than this to give is no place for a hungry task.</summary>
    private const double SlotShare = 0.5;

    /// <summary>What a CPU was at the refresh before it stays until it is this much beyond the limit: else it would flicker.</summary>
    private const double Gap = 0.2;

    /// <summary>The kernel schedules on it.</summary>
    public bool IsOnline { get; init; }

    /// <summary>How busy it is cannot be told: it is known by masks alone. It is not idle for that.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>It was a slot at the refresh before.</summary>
    public bool WasSlot { get; init; }

    /// <summary>It was taken at the refresh before.</summary>
    public bool WasTaken { get; init; }

    /// <summary>It was quiet at the refresh before.</summary>
    public bool WasQuiet { get; init; }

    /// <summary>All but idle and I/O wait.</summary>
    public double Busy { get; init; }

    /// <summary>Interrupts and soft interrupts.</summary>
    public double Irq { get; init; }

    /// <summary>Of its ksoftirqd, which handles soft interrupts once they are too many.</summary>
    public double SoftIrqThread { get; init; }

    /// <summary>Interrupts, soft ones and its ksoftirqd; some kernels count the latter's time among soft interrupts, and then it is not counted twice.</summary>
    public double Interrupts => Irq + (IsThreadInSoftIrq ? 0 : SoftIrqThread);

    /// <summary>Whether <see cref="Irq"/> holds the time of its ksoftirqd.</summary>
    public bool IsThreadInSoftIrq => Irq >= SoftIrqThread;

    /// <summary>Taken by the hypervisor.</summary>
    public double Steal { get; init; }

    /// <summary>Mean number of tasks waiting for it; 0 when the kernel does not tell.</summary>
    public double Waiting { get; init; }

    /// <summary>Real-time and deadline tasks that last ran on it.</summary>
    public double RealTime { get; init; }

    /// <summary>Other tasks that are not hungry and last ran on it, and what tasks that cannot be seen use.</summary>
    public double Other { get; init; }

    /// <summary>Of all that runs on it, what is no claimant of its time: tasks too small, too new or not to be seen.</summary>
    public double Unclaimed { get; init; }

    /// <summary>What interrupts, the hypervisor and those that claim nothing leave of it, as a share of it.</summary>
    public double Room => IsOnline ? Math.Clamp(1 - Irq - Steal - Unclaimed, 0, 1) : 0;

    /// <summary>What it has for hungry tasks, in cores.</summary>
    public double Spare => IsOnline ? Math.Clamp(1 - Irq - Steal - RealTime - Other, 0, 1) : 0;

    /// <summary>One hungry task finds its place here.</summary>
    public bool IsSlot => !IsUnknown && Spare >= Below(SlotShare, WasSlot);

    /// <summary>Real-time tasks, interrupts or the hypervisor leave no place, which no other mask of ordinary tasks would change.</summary>
    public bool IsTaken => !IsOnline || 1 - Irq - Steal - RealTime < Above(SlotShare, WasTaken);

    /// <summary>It has next to nothing to do.</summary>
    public bool IsQuiet => IsOnline && !IsUnknown && Busy < Above(Idleness.MostBusy, WasQuiet) && Waiting < Above(Idleness.MostWaiting, WasQuiet);

    /// <summary>The CPUs of which something is true.</summary>
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
