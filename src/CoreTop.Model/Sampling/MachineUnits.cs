namespace CoreTop.Model.Sampling;

/// <summary>What turns a machine's counters into times and shares.</summary>
/// <param name="TicksPerSecond">Clock ticks a second.</param>
/// <param name="MemoryBytes">The machine's memory; 0 when unknown.</param>
/// <param name="Interval">Since the previous sample; zero in the first.</param>
/// <param name="PreviousUptime">Time since boot at the previous sample; null when there is none or it is not known.</param>
internal readonly record struct MachineUnits(
    int TicksPerSecond, ulong MemoryBytes, TimeSpan Interval, TimeSpan? PreviousUptime)
{
    /// <summary>The task started after the previous sample, so all it did was done since.</summary>
    public bool IsBornSince(TaskSample task) =>
        Interval > TimeSpan.Zero && PreviousUptime is { } uptime && task.Key.StartTicks >= uptime.TotalSeconds * TicksPerSecond;

    /// <summary>User and system time together.</summary>
    public static ulong Ticks(TaskSample task) => unchecked(task.UserTicks + task.SystemTicks);

    /// <summary>CPU time since the task started; capped where garbage would not fit.</summary>
    public TimeSpan CpuTime(TaskSample task) =>
        TimeSpan.FromSeconds(Math.Min((double)Ticks(task) / TicksPerSecond, int.MaxValue));
}
