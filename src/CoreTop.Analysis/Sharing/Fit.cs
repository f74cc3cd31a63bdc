using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>How hungry tasks fit the CPUs: by the masks they have, and by the masks they could have.</summary>
internal sealed class Fit
{
    /// <summary>Losses below this many cores are noise: a placement passes, and shares are measured.</summary>
    private const double LeastPlacementCores = 0.5;

    private const double LeastCores = 0.1;

    private Fit(List<TaskClass> classes, CpuSet slots, BipartiteFlow now)
    {
        Classes = classes;
        Slots = slots;
        Now = now;
    }

    /// <summary>The hungry tasks, by where they may run.</summary>
    public List<TaskClass> Classes { get; }

    /// <summary>The CPUs that can take a hungry task: not those that a real-time task or interrupts take up.</summary>
    public CpuSet Slots { get; }

    /// <summary>A largest matching of classes (rows) to CPUs (columns) by the masks they have.</summary>
    public BipartiteFlow Now { get; }

    /// <summary>Hungry tasks that share too few CPUs.</summary>
    public required IReadOnlyList<Crowd> Crowds { get; init; }

    /// <summary>Hungry tasks that would share too few CPUs whatever their masks.</summary>
    public required IReadOnlyList<Crowd> CrowdsWithinLimits { get; init; }

    /// <summary>What is lost, and to what.</summary>
    public required LostCores Lost { get; init; }

    /// <summary>How many more tasks would find a CPU of their own with other masks.</summary>
    public required int Gain { get; init; }

    /// <summary>CPU time that the hungry tasks get, in cores.</summary>
    public required double Achieved { get; init; }

    /// <summary>CPU time that they could get with other masks, in cores.</summary>
    public required double Possible { get; init; }

    /// <summary>There is no hungry task.</summary>
    public static Fit Empty { get; } = new([], CpuSet.Empty, new BipartiteFlow(0, 0))
    {
        Crowds = [],
        CrowdsWithinLimits = [],
        Lost = LostCores.None,
        Gain = 0,
        Achieved = 0,
        Possible = 0,
    };

    /// <summary>Fits the hungry tasks to the CPUs.</summary>
    public static Fit Of(MachineWatch watch)
    {
        if (watch.Hungry.Count == 0)
        {
            return Empty;
        }

        CpuWatch[] cpus = watch.Cpus;
        CpuSet slots = CpusWhere(cpus, static cpu => cpu.IsSlot);
        List<TaskClass> classes = TaskClasses.Of(watch.Hungry, slots);
        BipartiteFlow now = MatchNow(classes, slots, cpus.Length);
        BipartiteFlow within = Match(classes, slots, cpus.Length, static each => each.Reachable, now);
        int GainOf(int row) => within.Sent(row) - now.Sent(row);

        double achieved = 0;
        foreach (HungryTask task in watch.Hungry)
        {
            achieved += task.Run;
        }

        double byAffinity = Flow(classes, cpus, static each => each.Allowed);
        double byLimits = Flow(classes, cpus, static each => each.Reachable);

        // Whoever pinned a task keeps it off other CPUs, not its limit.
        double possible = classes.Exists(static each => each.IsDeliberatePin)
            ? Flow(classes, cpus, static each => each.Possible)
            : byLimits;
        double anywhere = AreLimitsKnown(watch.Hungry) ? FlowAnywhere(classes, cpus, watch.Topology.Isolated) : possible;
        int gain = within.Total - now.Total;
        double affinity = gain > 0 ? byLimits - Math.Max(byAffinity, achieved) : 0;
        return new Fit(classes, slots, now)
        {
            Crowds = CrowdFinder.Find(classes, now, static each => each.Allowed, GainOf),
            CrowdsWithinLimits = CrowdFinder.Find(classes, within, static each => each.Reachable, static _ => 0),
            Lost = new LostCores(
                AtLeast(LeastCores, affinity),
                AtLeast(LeastPlacementCores, byAffinity - achieved),
                AtLeast(LeastPlacementCores, anywhere - possible)),
            Gain = gain,
            Achieved = achieved,
            Possible = byLimits,
        };
    }

    /// <summary>A crowd's part of what is lost to affinity, in cores.</summary>
    public double LostOf(Crowd crowd) => Gain > 0 ? Lost.Affinity * crowd.Gain / Gain : 0;

    /// <summary>The CPUs of which something is true.</summary>
    public static CpuSet CpusWhere(CpuWatch[] cpus, Func<CpuWatch, bool> predicate)
    {
        var words = new ulong[(cpus.Length + 63) / 64];
        for (int number = 0; number < cpus.Length; number++)
        {
            if (predicate(cpus[number]))
            {
                words[number / 64] |= 1UL << (number % 64);
            }
        }

        return CpuSet.FromWords(words);
    }

    /// <summary>A largest matching by the masks that the tasks have, which leaves tasks where they are if it can.</summary>
    public static BipartiteFlow MatchNow(List<TaskClass> classes, CpuSet slots, int cpuCount)
    {
        BipartiteFlow flow = Unmatched(classes, slots, cpuCount, static each => each.Allowed);
        for (int row = 0; row < classes.Count; row++)
        {
            foreach (HungryTask task in classes[row].Tasks)
            {
                CpuId cpu = task.Task.LastCpu;
                if (slots.Contains(cpu) && flow.Room(cpu.Number) > 0 && classes[row].Allowed.Contains(cpu))
                {
                    flow.Send(row, cpu.Number, 1);
                }
            }
        }

        flow.Augment();
        return flow;
    }

    private static BipartiteFlow Match(
        List<TaskClass> classes, CpuSet slots, int cpuCount, Func<TaskClass, CpuSet> confines, BipartiteFlow seed)
    {
        BipartiteFlow flow = Unmatched(classes, slots, cpuCount, confines);
        foreach (CpuId cpu in slots)
        {
            foreach ((int row, int amount) in seed.FlowInto(cpu.Number))
            {
                flow.Send(row, cpu.Number, amount);
            }
        }

        flow.Augment();
        return flow;
    }

    private static BipartiteFlow Unmatched(
        List<TaskClass> classes, CpuSet slots, int cpuCount, Func<TaskClass, CpuSet> confines)
    {
        var flow = new BipartiteFlow(classes.Count, cpuCount);
        foreach (CpuId cpu in slots)
        {
            flow.SetCapacity(cpu.Number, 1);
        }

        for (int row = 0; row < classes.Count; row++)
        {
            flow.AddSupply(row, classes[row].Tasks.Count);
            flow.Allow(row, confines(classes[row]), slots);
        }

        return flow;
    }

    private static double Flow(List<TaskClass> classes, CpuWatch[] cpus, Func<TaskClass, CpuSet> confines)
    {
        var flow = new BipartiteFlow(classes.Count, cpus.Length);
        CpuSet online = CpusWhere(cpus, static cpu => cpu.IsOnline);
        foreach (CpuId cpu in online)
        {
            flow.SetCapacity(cpu.Number, (int)Math.Round(cpus[cpu.Number].Spare * 1000));
        }

        for (int row = 0; row < classes.Count; row++)
        {
            flow.AddSupply(row, classes[row].DemandMilliCores);
            flow.Allow(row, confines(classes[row]), online);
        }

        return flow.Augment() / 1000.0;
    }

    // Without limits only the sums count; tasks that live on isolated CPUs bring those with them.
    private static double FlowAnywhere(List<TaskClass> classes, CpuWatch[] cpus, CpuSet isolated)
    {
        double demand = 0;
        CpuSet used = CpuSet.Empty;
        foreach (TaskClass each in classes)
        {
            demand += each.DemandMilliCores / 1000.0;
            used = each.Possible.IsSubsetOf(used) ? used : used.Union(each.Possible);
        }

        double spare = 0;
        for (int number = 0; number < cpus.Length; number++)
        {
            if (!isolated.Contains(new CpuId(number)) || used.Contains(new CpuId(number)))
            {
                spare += cpus[number].Spare;
            }
        }

        return Math.Min(demand, spare);
    }

    private static bool AreLimitsKnown(List<HungryTask> tasks)
    {
        foreach (HungryTask task in tasks)
        {
            if (!task.Reach.IsKnown)
            {
                return false;
            }
        }

        return true;
    }

    private static double AtLeast(double least, double cores) => cores >= least ? cores : 0;
}
