namespace CoreTop.Analysis.Watching;

/// <summary>What is remembered of a stream from refresh to refresh.</summary>
/// <param name="Run">CPU time over wall time in the window, in cores.</param>
/// <param name="Runnable">How many of its members run or wait, on average.</param>
/// <param name="Refreshes">How many refreshes in a row have seen it.</param>
/// <param name="Seconds">How long it has been seen.</param>
internal readonly record struct StreamWatch(double Run, double Runnable, int Refreshes, double Seconds)
{
    /// <summary>What is known after one more refresh.</summary>
    /// <param name="before">What was known; default when it is new.</param>
    /// <param name="run">CPU time over wall time at this refresh, in cores.</param>
    /// <param name="runnable">How many of its members ran or waited at this refresh.</param>
    /// <param name="seconds">The refresh's length.</param>
    /// <param name="weight">How much the refresh counts relative to what was known.</param>
    public static StreamWatch Next(in StreamWatch before, double run, double runnable, double seconds, double weight)
    {
        double share = before.Refreshes == 0 ? 1 : weight;
        return new StreamWatch(
            WatchWindow.Blend(before.Run, run, share),
            WatchWindow.Blend(before.Runnable, runnable, share),
            before.Refreshes + 1,
            before.Seconds + seconds);
    }
}
