namespace CoreTop.Model.Sampling;

/// <summary>What turns a machine's counters into times and shares.</summary>
/// <param name="TicksPerSecond">Clock ticks a second.</param>
/// <param name="MemoryBytes">The machine's memory; 0 when unknown.</param>
internal readonly record struct MachineUnits(int TicksPerSecond, ulong MemoryBytes)
{
    /// <summary>User and system time together.</summary>
    public static ulong Ticks(TaskSample task) => unchecked(task.UserTicks + task.SystemTicks);

    /// <summary>CPU time since the task started; capped where garbage would not fit.</summary>
    public TimeSpan CpuTime(TaskSample task) =>
        TimeSpan.FromSeconds(Math.Min((double)Ticks(task) / TicksPerSecond, int.MaxValue));
}
