namespace CoreTop.Analysis.Watching;

/// <summary>How long a state must last to be believed; docs/decisions says why these lengths.</summary>
internal static class WatchWindow
{
    /// <summary>Shares are over two seconds: the kernel's load balancer needs as long to spread tasks after a mask was widened.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    /// <summary>Slightly more than a second: the first refresh of a screen is short, and together with the second it is long enough.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1.2);

    /// <summary>A single reading is not believed, however long it took.</summary>
    public const int Refreshes = 2;

    /// <summary>Whether that many refreshes and seconds together are enough to believe a state.</summary>
    public static bool IsFull(int refreshes, double seconds) =>
        refreshes >= Refreshes && seconds >= Enough.TotalSeconds;

    /// <summary>How much a refresh counts relative to what was known before, so that shares are over the window's length, or over everything if that is shorter.</summary>
    /// <param name="seconds">The refresh's length.</param>
    /// <param name="known">How long it has been watched, including this refresh.</param>
    public static double Weight(double seconds, double known) => Math.Min(1, seconds / Math.Min(known, Length.TotalSeconds));

    /// <summary>The known value, moved to the new one by the weight.</summary>
    public static double Blend(double known, double value, double weight) => known + ((value - known) * weight);
}
