namespace CoreTop.Analysis.Sharing;

/// <summary>Tasks that work and sleep in turns, and sometimes all want a CPU at once.</summary>
/// <remarks>
/// Near capacity they do not get what demand and CPUs allow: some wait while others sleep. The machine-repair model (a finite-source
/// queue) gives what they get, here with different demands and together with tasks that never sleep.
/// </remarks>
internal static class ClosedLoop
{
    // With more tasks than this their mean demand is accurate enough, and much cheaper.
    private const int Few = 200;

    /// <summary>The CPUs that are busy on average, in cores.</summary>
    /// <param name="tasks">How many tasks.</param>
    /// <param name="demand">What each would use if it never had to wait, 0 to 1.</param>
    /// <param name="cpus">How many CPUs they share, each for any of them.</param>
    public static double Throughput(int tasks, double demand, int cpus) => Throughput([(demand, tasks)], cpus);

    /// <summary>The CPUs that are busy on average, in cores.</summary>
    /// <param name="tasks">What tasks want, 0 to 1, and how many want that; a fraction of a task counts as that fraction of its demand.</param>
    /// <param name="capacity">What they share, in cores.</param>
    public static double Throughput(IReadOnlyList<(double Demand, double Count)> tasks, double capacity)
    {
        double always = 0, wanted = 0, spread = 0, sleepers = 0;
        foreach ((double demand, double count) in tasks)
        {
            if (!(demand > 0) || !(count > 0))
            {
                continue;
            }

            if (demand >= 1)
            {
                always += count;
                continue;
            }

            wanted += count * demand;
            spread += count * demand * (1 - demand);
            sleepers += count;
        }

        if (!(capacity > 0))
        {
            return 0;
        }

        // Every task has a CPU, or chance does not matter: beyond four standard deviations it makes no difference.
        double most = Math.Min(always + wanted, capacity), far = 4 * Math.Sqrt(spread);
        if (sleepers + always <= capacity || always >= capacity || Math.Abs(always + wanted - capacity) > far)
        {
            return most;
        }

        return sleepers > Few
            ? OfMany((int)Math.Round(sleepers), wanted / sleepers, always, capacity)
            : OfFew(tasks, always, capacity, most);
    }

    // The probabilities that 0, 1, ... of them want a CPU, each computed from the one before, and scaled down when they grow large.
    private static double OfMany(int tasks, double demand, double always, double capacity)
    {
        double work = demand / (1 - demand), chance = 1, all = 1, busy = always;
        for (int wanting = 1; wanting <= tasks; wanting++)
        {
            double served = Math.Min(wanting + always, capacity);
            chance *= (tasks - wanting + 1) * work * (wanting + always) / (wanting * served);
            all += chance;
            busy += chance * served;
            if (all > 1e100)
            {
                chance *= 1e-100;
                all *= 1e-100;
                busy *= 1e-100;
            }
        }

        return busy / all;
    }

    // First the probabilities as if there were a CPU for each. The more tasks want one, the slower each is served and the longer that lasts.
    private static double OfFew(IReadOnlyList<(double Demand, double Count)> tasks, double always, double capacity, double most)
    {
        double[] chances = Chances(tasks);
        double stay = 1, all = 0, busy = 0;
        for (int wanting = chances.Length - 1; wanting >= 0; wanting--)
        {
            double served = Math.Min(wanting + always, capacity);
            all += stay * chances[wanting];
            busy += stay * chances[wanting] * served;
            stay *= wanting > 0 ? served / (wanting + always) : 1;
        }

        return all > 0 ? busy / all : most;
    }

    private static double[] Chances(IReadOnlyList<(double Demand, double Count)> tasks)
    {
        var demands = new List<double>();
        foreach ((double demand, double count) in tasks)
        {
            for (double left = demand is > 0 and < 1 ? count : 0; left > 1e-9; left--)
            {
                demands.Add(demand * Math.Min(1, left));
            }
        }

        var chances = new double[demands.Count + 1];
        chances[0] = 1;
        for (int i = 0; i < demands.Count; i++)
        {
            for (int wanting = i + 1; wanting > 0; wanting--)
            {
                chances[wanting] = (chances[wanting] * (1 - demands[i])) + (chances[wanting - 1] * demands[i]);
            }

            chances[0] *= 1 - demands[i];
        }

        return chances;
    }
}
