namespace CoreTop.Model.Sampling;

/// <summary>What turns a machine's counters into times and shares.</summary>
/// <param name="TicksPerSecond">Clock ticks a second.</param>
/// <param name="MemoryBytes">The machine's memory; 0 when unknown.</param>
/// <param name="Interval">Since the previous sample; zero in the first.</param>
/// <param name="PreviousUptime">Time since boot at the previous sample; null when there is none or it is not known.</param>
internal readonly record struct MachineUnits(
    int TicksPerSecond, ulong MemoryBytes, TimeSpan Interval, TimeSpan? PreviousUptime)
{
    // 3,170 years of CPU time, which 8,192 CPUs need five months for; sums of a few such times still fit a TimeSpan.
    private const ulong MostSeconds = 100_000_000_000;

    /// <summary>Start times are in clock ticks, and tasks are read one after the other: of a younger task shares would be chance.</summary>
    private static readonly TimeSpan LeastLife = TimeSpan.FromSeconds(0.2);

    /// <summary>The task started after the previous sample, so all it did was done since.</summary>
    public bool IsBornSince(TaskSample task) =>
        Interval > TimeSpan.Zero && PreviousUptime is { } uptime && task.Key.StartTicks >= uptime.TotalSeconds * TicksPerSecond;

    /// <summary>How much of the interval a task has lived that was not read before; all of it where that is not known.</summary>
    public double Lived(TaskSample task)
    {
        if (!IsBornSince(task) || Interval <= LeastLife)
        {
            return 1;
        }

        double unborn = ((double)task.Key.StartTicks / TicksPerSecond) - PreviousUptime!.Value.TotalSeconds;
        return Math.Max(LeastLife.TotalSeconds, Interval.TotalSeconds - unborn) / Interval.TotalSeconds;
    }

    /// <summary>User and system time together.</summary>
    public static ulong Ticks(TaskSample task) => unchecked(task.UserTicks + task.SystemTicks);

    /// <summary>User and system time of its ended children together.</summary>
    public static ulong ChildTicks(ProcessSample process) =>
        (ulong)Math.Max(0, process.Children.UserTicks) + (ulong)Math.Max(0, process.Children.SystemTicks);

    /// <summary>CPU time since the task started.</summary>
    public TimeSpan CpuTime(TaskSample task) => Time(Ticks(task));

    /// <summary>Clock ticks as time; capped where garbage would not fit.</summary>
    public TimeSpan Time(ulong ticks)
    {
        (ulong seconds, ulong rest) = Math.DivRem(ticks, (ulong)TicksPerSecond);
        return seconds < MostSeconds
            ? TimeSpan.FromSeconds((long)seconds) + TimeSpan.FromSeconds((double)rest / TicksPerSecond)
            : TimeSpan.FromSeconds((long)MostSeconds);
    }
}
