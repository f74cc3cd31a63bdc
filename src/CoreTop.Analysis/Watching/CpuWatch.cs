namespace CoreTop.Analysis.Watching;

/// <summary>What is known of one CPU over the window, as shares of it; all 0 when offline.</summary>
internal readonly record struct CpuWatch
{
    /// <summary>A CPU less busy than this idles.</summary>
    private const double IdleShare = 0.20;

    /// <summary>And fewer tasks than this wait for it on average.</summary>
    private const double IdleQueue = 0.05;

    /// <summary>A CPU that has less than this to give is no place for a hungry task.</summary>
    private const double SlotShare = 0.5;

    /// <summary>What a CPU was at the refresh before it stays until it is this much beyond the limit: else it would flicker.</summary>
    private const double Gap = 0.2;

    /// <summary>The kernel schedules on it.</summary>
    public bool IsOnline { get; init; }

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

    /// <summary>Taken by the hypervisor.</summary>
    public double Steal { get; init; }

    /// <summary>Mean number of tasks waiting for it; 0 when the kernel does not tell.</summary>
    public double Waiting { get; init; }

    /// <summary>Real-time and deadline tasks that last ran on it.</summary>
    public double RealTime { get; init; }

    /// <summary>Other tasks that are not hungry and last ran on it, and what tasks that cannot be seen use.</summary>
    public double Other { get; init; }

    /// <summary>What it has for hungry tasks, in cores.</summary>
    public double Spare => IsOnline ? Math.Clamp(1 - Irq - Steal - RealTime - Other, 0, 1) : 0;

    /// <summary>One hungry task finds its place here.</summary>
    public bool IsSlot => Spare >= Below(SlotShare, WasSlot);

    /// <summary>Real-time tasks, interrupts or the hypervisor leave no place, which no other mask of ordinary tasks would change.</summary>
    public bool IsTaken => !IsOnline || 1 - Irq - Steal - RealTime < Above(SlotShare, WasTaken);

    /// <summary>It has next to nothing to do.</summary>
    public bool IsQuiet => IsOnline && Busy < Above(IdleShare, WasQuiet) && Waiting < Above(IdleQueue, WasQuiet);

    private static double Below(double limit, bool was) => was ? limit * (1 - Gap) : limit;

    private static double Above(double limit, bool was) => was ? limit * (1 + Gap) : limit;
}
