namespace CoreTop.Model.Meters;

/// <summary>What two readings of a counter say.</summary>
internal static class Counter
{
    /// <summary>Growth between two readings; 0 if it went back, as iowait may: proc_stat(5).</summary>
    public static ulong Growth(ulong before, ulong after) => after > before ? after - before : 0;

    /// <summary>Two counters together; the most there is where garbage would not fit.</summary>
    public static ulong Sum(ulong one, ulong other) => one > ulong.MaxValue - other ? ulong.MaxValue : one + other;

    /// <summary>Nanoseconds over wall time: 1 is one whole CPU; 0 when no time passed.</summary>
    public static double Cores(ulong nanoseconds, TimeSpan wall) =>
        wall > TimeSpan.Zero ? nanoseconds / wall.TotalNanoseconds : 0;

    /// <summary>Clock ticks over wall time: 1 is one whole CPU; 0 when no time passed.</summary>
    public static double Cores(ulong ticks, int ticksPerSecond, TimeSpan wall) =>
        wall > TimeSpan.Zero ? ticks / (ticksPerSecond * wall.TotalSeconds) : 0;
}
