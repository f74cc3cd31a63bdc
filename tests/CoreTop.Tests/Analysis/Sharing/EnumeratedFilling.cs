using System.Numerics;
using CoreTop.Analysis.Sharing;

namespace CoreTop.Tests.Analysis.Sharing;

/// <summary>Max-min shares of a few classes on a few CPUs the long way: every set of classes is tried, and no flow is used.</summary>
internal static class EnumeratedFilling
{
    public static double[] Fill(ShareProblem problem)
    {
        ShareClass[] classes = [.. problem.Classes];
        double[] most = [.. Enumerable.Range(0, 1 << classes.Length).Select(set => MostOf(problem, set))];
        List<(int Set, double Most)> limits = [.. most.Select((amount, set) => (set, amount))];
        for (int quota = 0; quota < problem.Quotas.Count; quota++)
        {
            limits.Add((SetOf(classes, one => one.Quotas.Contains(quota)), problem.Quotas[quota]));
        }

        var shares = new double[classes.Length];
        foreach (int tier in classes.Select(one => one.Tier).Distinct().Order())
        {
            for (int rising = SetOf(classes, one => one.Tier == tier); rising != 0;)
            {
                // Everybody rises to the lowest height at which some limit is met; those within it stay there.
                double Has(int set, double height) => Members(set).Sum(i => classes[i].Count * At(i, height));
                double At(int i, double height) =>
                    (rising >> i & 1) != 0 ? Math.Min(classes[i].Demand, classes[i].Weight * height) : shares[i];
                double HeightOf((int Set, double Most) limit) => Bisect(height => Has(limit.Set, height) <= limit.Most);

                (int Set, double Most)[] touching = [.. limits.Where(limit => (limit.Set & rising) != 0)];
                double[] heights = [.. touching.Select(HeightOf)];
                double lowest = heights.Min();
                int stopped = 0;
                for (int i = 0; i < touching.Length; i++)
                {
                    stopped |= heights[i] <= lowest * (1 + 1e-9) ? touching[i].Set & rising : 0;
                }

                stopped = double.IsInfinity(lowest) ? rising : stopped;
                foreach (int i in Members(stopped))
                {
                    shares[i] = At(i, lowest);
                }

                rising &= ~stopped;
            }
        }

        return shares;
    }

    private static IEnumerable<int> Members(int set)
    {
        for (; set != 0; set &= set - 1)
        {
            yield return BitOperations.TrailingZeroCount(set);
        }
    }

    private static int SetOf(ShareClass[] classes, Func<ShareClass, bool> isIn) =>
        classes.Select((one, i) => isIn(one) ? 1 << i : 0).Sum();

    private static double Bisect(Func<double, bool> holds)
    {
        double low = 0, high = 1e6;
        if (holds(high))
        {
            return double.PositiveInfinity;
        }

        for (int i = 0; i < 200 && high > low; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = holds(middle) ? (middle, high) : (low, middle);
        }

        return low;
    }

    // What a set of classes can get together: for each speed the best that slots of it or faster ones allow.
    private static double MostOf(ShareProblem problem, int set)
    {
        var cores = problem.Cpus.GroupBy(cpu => cpu.Core).Select(core => core.ToArray()).ToArray();
        double[][] slots = [.. cores.Select(core => (double[])[core[0].Speed, .. core.Skip(1).Select(cpu => cpu.Speed * problem.SecondSibling)])];
        double[] speeds = [.. slots.SelectMany(slot => slot).Distinct().Where(speed => speed > 0).OrderDescending(), 0];
        double most = 0;
        for (int level = 0; level + 1 < speeds.Length; level++)
        {
            double least = double.PositiveInfinity;
            for (int on = set; ; on = (on - 1) & set)
            {
                double alone = Members(set & ~on).Sum(i => problem.Classes[i].Count);
                double together = cores.Select((core, i) => TimeOf(problem, core, slots[i].Count(slot => slot >= speeds[level]), on)).Sum();
                least = Math.Min(least, alone + together);
                if (on == 0)
                {
                    break;
                }
            }

            most += (speeds[level] - speeds[level + 1]) * least;
        }

        return most;
    }

    private static double TimeOf(ShareProblem problem, ShareCpu[] core, int slots, int set)
    {
        double Rooms(IEnumerable<ShareCpu> cpus) => cpus.Sum(cpu => cpu.Room);
        ShareCpu[] used = [.. core.Where(cpu => problem.Classes.Any(one => one.Mask.Contains(cpu.Cpu)))];
        ShareCpu[] mine = [.. core.Where(cpu => Members(set).Any(i => problem.Classes[i].Mask.Contains(cpu.Cpu)))];
        double most = slots == 0 || used.Length == 0 ? 0 : slots == 1 ? used.Max(cpu => cpu.Room) : Math.Min(slots, Rooms(used));
        return Math.Min(most, Rooms(mine));
    }
}
