namespace CoreTop.Analysis.Sharing;

/// <summary>Tasks that work and sleep in turns, and now and then all want a CPU at once.</summary>
internal static class ClosedLoop
{
    /// <summary>The CPUs that are busy on average, in cores: less than demand and CPUs allow, because some wait while others sleep.</summary>
    /// <remarks>The machine-repair model (a finite-source queue): n machines, m repairers, both times exponential.</remarks>
    /// <param name="tasks">How many tasks.</param>
    /// <param name="demand">What each would use were it never kept waiting, 0 to 1.</param>
    /// <param name="cpus">How many CPUs they share, each for any of them.</param>
    public static double Throughput(int tasks, double demand, int cpus)
    {
        if (tasks <= 0 || cpus <= 0 || double.IsNaN(demand) || demand <= 0)
        {
            return 0;
        }

        if (tasks <= cpus || demand >= 1)
        {
            return Math.Min(tasks * Math.Min(1, demand), cpus);
        }

        // The chances that 0, 1, ... tasks want a CPU, each from the one before, and all made small again when they grow large.
        double work = demand / (1 - demand), chance = 1, all = 1, busy = 0;
        for (int wanting = 1; wanting <= tasks; wanting++)
        {
            chance *= (tasks - wanting + 1) * work / Math.Min(wanting, cpus);
            all += chance;
            busy += chance * Math.Min(wanting, cpus);
            if (all > 1e100)
            {
                chance *= 1e-100;
                all *= 1e-100;
                busy *= 1e-100;
            }
        }

        return busy / all;
    }
}
