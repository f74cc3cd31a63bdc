namespace CoreTop.Analysis.Watching;

/// <summary>How much CPU time a task would use if it never had to wait.</summary>
/// <remarks>
/// It computes, waits for a CPU and sleeps; with a CPU of its own it would not wait, and work and sleep would fill the time.
/// That is right where it sleeps for its own reasons, too low where it sleeps because others of its kind wait, and too high where its work
/// comes at a fixed rate.
/// </remarks>
internal static class Demand
{
    /// <summary>A task that runs or waits for this much of the time never sleeps: the little that is missing comes from how the kernel credits waits.</summary>
    private const double NeverSleeps = 0.965;

    /// <summary>A longer wait leaves too little to divide by.</summary>
    private const double MostWait = 0.995;

    /// <summary>The demand, 0 to 1.</summary>
    /// <param name="run">CPU time over wall time.</param>
    /// <param name="wait">Time waiting for a CPU over wall time; null when the kernel does not say.</param>
    /// <param name="available">The share of its CPU that interrupts and the hypervisor leave: no task could have run in the rest.</param>
    public static double Of(double run, double? wait, double available)
    {
        double ran = Math.Clamp(run, 0, 1);
        double waited = Math.Clamp(wait ?? 0, 0, 1 - ran);
        if (ran + waited >= NeverSleeps * available && ran + waited > 0)
        {
            return 1;
        }

        return waited >= MostWait ? 1 : Math.Min(1, ran / (1 - waited));
    }
}
