using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>Which hungry tasks can have a CPU of their own: with the masks they have, and with the masks they could have.</summary>
internal sealed class SlotMatch
{
    private SlotMatch(List<TaskClass> classes, CpuSet slots, BipartiteFlow now)
    {
        Classes = classes;
        Slots = slots;
        Now = now;
    }

    /// <summary>The hungry tasks, by where they may run.</summary>
    public List<TaskClass> Classes { get; }

    /// <summary>The CPUs that can take a hungry task: not those that real-time tasks or interrupts take up.</summary>
    public CpuSet Slots { get; }

    /// <summary>A largest matching of classes (rows) to CPUs (columns) with the masks they have.</summary>
    public BipartiteFlow Now { get; }

    /// <summary>Hungry tasks that would share too few CPUs with any mask.</summary>
    public required IReadOnlyList<Crowd> CrowdsWithinLimits { get; init; }

    /// <summary>How many more tasks would have a CPU of their own with other masks.</summary>
    public required int Gain { get; init; }

    /// <summary>Without hungry tasks.</summary>
    public static SlotMatch Empty { get; } = new([], CpuSet.Empty, new BipartiteFlow(0, 0)) { CrowdsWithinLimits = [], Gain = 0 };

    /// <summary>Matches the hungry tasks with the CPUs.</summary>
    public static SlotMatch Of(MachineWatch watch)
    {
        if (watch.Hungry.Count == 0)
        {
            return Empty;
        }

        CpuWatch[] cpus = watch.Cpus;
        CpuSet slots = CpuWatch.Where(cpus, static cpu => cpu.IsSlot);
        List<TaskClass> classes = TaskClasses.Of(watch.Hungry, slots);
        BipartiteFlow now = MatchNow(classes, slots, cpus.Length);
        BipartiteFlow within = Match(classes, slots, cpus.Length, static each => each.Reachable, now);
        return new SlotMatch(classes, slots, now)
        {
            CrowdsWithinLimits = CrowdFinder.Find(classes, within, static each => each.Reachable),
            Gain = within.Total - now.Total,
        };
    }

    /// <summary>A largest matching with the masks that the tasks have, which leaves tasks where they are if possible.</summary>
    public static BipartiteFlow MatchNow(List<TaskClass> classes, CpuSet slots, int cpuCount)
    {
        BipartiteFlow flow = Unmatched(classes, slots, cpuCount, static each => each.Allowed);
        for (int row = 0; row < classes.Count; row++)
        {
            foreach (WatchedTask task in classes[row].Tasks)
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
}
