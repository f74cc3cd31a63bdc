namespace CoreTop.Analysis.Hunger;

/// <summary>How long a state must last to be believed; docs/decisions says why these lengths.</summary>
internal static class HungerWindow
{
    /// <summary>Two seconds: the kernel's load balancer needs as long to spread tasks after a mask was widened.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    /// <summary>No single reading is believed, however long it took.</summary>
    public const int Refreshes = 2;

    /// <summary>Timers fire a little early or late: two refreshes of 0.95 s are two seconds.</summary>
    private const double Tolerance = 0.9;

    /// <summary>Whether so many refreshes of so many seconds together are enough evidence.</summary>
    public static bool IsFull(int refreshes, double seconds) =>
        refreshes >= Refreshes && seconds >= Length.TotalSeconds * Tolerance;

    /// <summary>How much a refresh of so many seconds counts beside what was known before, so that shares are over the window's length.</summary>
    public static double Weight(double seconds) => Math.Min(1, seconds / Length.TotalSeconds);

    /// <summary>The known value, moved to the new one by the weight.</summary>
    public static double Blend(double known, double value, double weight) => known + ((value - known) * weight);
}
