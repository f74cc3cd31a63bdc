using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Planning;

/// <summary>Gives as many hungry tasks as possible a CPU of their own, and changes as few of them as possible.</summary>
internal sealed class Assignment
{
    private readonly List<TaskClass> _classes;
    private readonly Situation _evidence;
    private readonly BipartiteFlow _now;
    private readonly BipartiteFlow _then;
    private readonly (List<WatchedTask> Stayers, List<WatchedTask> Movers)?[] _split;
    private readonly Dictionary<WatchedTask, CpuId> _wished = new(ReferenceEqualityComparer.Instance);

    /// <summary>Assigns tasks to CPUs.</summary>
    /// <param name="classes">The tasks, by where they may run and where they may be moved to.</param>
    /// <param name="situation">How busy the CPUs are.</param>
    public Assignment(List<TaskClass> classes, Situation situation)
    {
        _classes = classes;
        _evidence = situation;
        _split = new (List<WatchedTask>, List<WatchedTask>)?[classes.Count];
        CpuSet slots = situation.Slots.Slots;
        int cpuCount = situation.Watch.Cpus.Length;
        _now = ReferenceEquals(classes, situation.Slots.Classes)
            ? situation.Slots.Now
            : SlotMatch.MatchNow(classes, slots, cpuCount);

        // Each class is two rows: the tasks that have a CPU and keep their mask, and those that have none and may get another mask.
        _then = new BipartiteFlow(classes.Count * 2, cpuCount);
        CpuSet free = CpuSet.FromWords(FreeWords(slots));
        Targets = new TargetFinder(situation.Snapshot.Topology, situation.Watch.Cpus, free);
        foreach (CpuId cpu in slots)
        {
            _then.SetCapacity(cpu.Number, 1);
        }

        for (int row = 0; row < classes.Count; row++)
        {
            _then.AddSupply(row, _now.Sent(row));
            _then.Allow(row, classes[row].Allowed, slots);
        }

        foreach (CpuId cpu in slots)
        {
            foreach ((int row, int amount) in _now.FlowInto(cpu.Number))
            {
                _then.Send(row, cpu.Number, amount);
            }
        }

        int had = _then.Total;
        Assign(slots);
        Gain = _then.Total - had;
    }

    /// <summary>How many more tasks get a CPU of their own.</summary>
    public int Gain { get; }

    /// <summary>Found the CPUs, and knows how near they are.</summary>
    public TargetFinder Targets { get; }

    /// <summary>The tasks to change, class by class. Where a crowd is larger than what is free, the remaining tasks are in the list without a CPU.</summary>
    public IEnumerable<PlannedTask> Changes()
    {
        List<CpuId>[] cpus = CpusByRow();
        for (int row = 0; row < _classes.Count; row++)
        {
            int mover = _classes.Count + row;
            if (cpus[mover].Count == 0 && cpus[row].TrueForAll(_classes[row].Allowed.Contains))
            {
                continue;
            }

            (List<WatchedTask> stayers, List<WatchedTask> movers) = Split(row);
            foreach (PlannedTask planned in Pair(row, stayers, cpus[row]).Concat(Pair(row, movers, cpus[mover])))
            {
                if (planned.IsMoved)
                {
                    yield return planned;
                }
            }
        }
    }

    private ulong[] FreeWords(CpuSet slots)
    {
        ulong[] words = slots.Words.ToArray();
        foreach (CpuId cpu in slots)
        {
            if (_now.Room(cpu.Number) == 0)
            {
                words[cpu.Number / 64] &= ~(1UL << (cpu.Number % 64));
            }
        }

        return words;
    }

    private void Assign(CpuSet slots)
    {
        // First every task takes the best free CPU in its own reach: one change each.
        for (int row = 0; row < _classes.Count; row++)
        {
            TaskClass each = _classes[row];
            int unmatched = _now.Unsent(row);
            int mover = _classes.Count + row;
            _then.AddSupply(mover, unmatched);
            _then.Allow(mover, each.Reachable, slots);
            if (unmatched == 0 || each.Reachable.Equals(each.Allowed))
            {
                continue;
            }

            foreach (WatchedTask task in Split(row).Movers)
            {
                if (Targets.Take(each.Reachable, task.Task.LastCpu) is not { } cpu)
                {
                    break;
                }

                _wished[task] = cpu;
                _then.Send(mover, cpu.Number, 1);
            }
        }

        // Then others make room: first where the kernel will move them by itself, then where their masks must change too.
        _then.Augment();
        bool isAnyLeft = false;
        for (int row = 0; row < _classes.Count; row++)
        {
            isAnyLeft |= _then.Unsent(_classes.Count + row) > 0;
        }

        if (isAnyLeft)
        {
            for (int row = 0; row < _classes.Count; row++)
            {
                _then.Allow(row, _classes[row].Reachable, slots);
            }

            _then.Augment();
        }
    }

    // Tasks that have a CPU under their masks, and those that have none: the heavier and the less nice move.
    private (List<WatchedTask> Stayers, List<WatchedTask> Movers) Split(int row) => _split[row] ??= SplitAnew(row);

    private (List<WatchedTask> Stayers, List<WatchedTask> Movers) SplitAnew(int row)
    {
        WatchedTask[] tasks = [.. _classes[row].Tasks];
        int staying = _now.Sent(row);
        if (staying == tasks.Length)
        {
            return ([.. tasks], []);
        }

        // A task on a CPU that the class keeps stays on it, the last in the order first.
        Array.Sort(Array.ConvertAll(tasks, OrderOf), tasks);
        var isStaying = new bool[tasks.Length];
        var taken = new HashSet<CpuId>();
        int left = staying;
        for (int i = tasks.Length - 1; i >= 0 && left > 0; i--)
        {
            CpuId cpu = tasks[i].Task.LastCpu;
            if (!taken.Contains(cpu) && IsMatched(row, cpu))
            {
                taken.Add(cpu);
                isStaying[i] = true;
                left--;
            }
        }

        for (int i = tasks.Length - 1; i >= 0 && left > 0; i--)
        {
            left -= isStaying[i] ? 0 : 1;
            isStaying[i] = true;
        }

        var stayers = new List<WatchedTask>(staying);
        var movers = new List<WatchedTask>(tasks.Length - staying);
        for (int i = 0; i < tasks.Length; i++)
        {
            (isStaying[i] ? stayers : movers).Add(tasks[i]);
        }

        return (stayers, movers);
    }

    // The heavier first, then the less nice, then the older; measurements are rounded, so that the order is stable. One number,
    // because numbers are sorted several times as fast as tuples, and a crowd may be thousands.
    private static long OrderOf(WatchedTask task)
    {
        long lightness = 10 - (int)Math.Round(Math.Clamp(task.Demand, 0, 1) * 10);
        long niceness = task.Task.Nice + 20;
        return (lightness << 40) | (niceness << 32) | (uint)task.Task.Key.Tid;
    }

    private bool IsMatched(int row, CpuId cpu)
    {
        if (!_evidence.Slots.Slots.Contains(cpu))
        {
            return false;
        }

        foreach ((int other, int _) in _now.FlowInto(cpu.Number))
        {
            if (other == row)
            {
                return true;
            }
        }

        return false;
    }

    private List<CpuId>[] CpusByRow()
    {
        var cpus = new List<CpuId>[_then.Rows];
        for (int row = 0; row < cpus.Length; row++)
        {
            cpus[row] = [];
        }

        foreach (CpuId cpu in _evidence.Slots.Slots)
        {
            foreach ((int row, int _) in _then.FlowInto(cpu.Number))
            {
                cpus[row].Add(cpu);
            }
        }

        return cpus;
    }

    // Each task gets the CPU it is on, or the one found for it, if its class still has that; the others get what is left.
    private List<PlannedTask> Pair(int row, List<WatchedTask> tasks, List<CpuId> cpus)
    {
        CpuSet allowed = _classes[row].Allowed;
        var left = new HashSet<CpuId>(cpus);
        var chosen = new CpuId?[tasks.Count];
        for (int i = 0; i < tasks.Count; i++)
        {
            CpuId wish = _wished.TryGetValue(tasks[i], out CpuId found) ? found : tasks[i].Task.LastCpu;
            chosen[i] = left.Remove(wish) ? wish : null;
        }

        var rest = new Queue<CpuId>(left.Order());
        var planned = new List<PlannedTask>(tasks.Count);
        for (int i = 0; i < tasks.Count; i++)
        {
            CpuId? cpu = chosen[i] ?? (rest.TryDequeue(out CpuId next) ? next : null);
            planned.Add(new PlannedTask(tasks[i], cpu, cpu is not { } own || !allowed.Contains(own)));
        }

        return planned;
    }
}
