using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Planning;

/// <summary>Finds the best idle CPU for one task.</summary>
public static class IdleCpuFinder
{
    private const double HeavyInterruptShare = 0.10;
    private const double HeavyRealTimeShare = 0.10;
    private const double AlikeShare = 0.05;
    private const string One = "it";

    /// <summary>The best idle CPU that the task may use.</summary>
    /// <remarks>
    /// It prefers, in this order: a CPU free of interrupts and real-time tasks, a core with nothing else on it, the last-level cache and then
    /// the node where the task is, a performance core, one that is less busy, more capacity, and then the next number.
    /// </remarks>
    /// <param name="snapshot">The machine; of one with bounds, only CPUs within them.</param>
    /// <param name="task">The task; a process stands for its busiest thread.</param>
    /// <param name="limit">The online CPUs its cpuset allows; null when unknown.</param>
    /// <param name="taken">
    /// CPUs that count as busy although they read as idle: tasks were sent there by this keystroke, or moments ago.
    /// </param>
    /// <param name="last">Where this task was sent before, so that asking again moves on; null when it was not.</param>
    public static IdleCpuChoice Find(Snapshot snapshot, TaskLoad task, CpuSet? limit, CpuSet taken, CpuId? last) =>
        Find(snapshot.Whole, task, limit, taken, last, snapshot.Bounds);

    private static IdleCpuChoice Find(Snapshot snapshot, TaskLoad task, CpuSet? limit, CpuSet taken, CpuId? last, CpuBounds? bounds)
    {
        if (snapshot.Interval <= TimeSpan.Zero)
        {
            return new IdleCpuChoice(Cpu: null, "how busy the CPUs are is not measured yet");
        }

        if (!snapshot.AreCpusKnown)
        {
            return new IdleCpuChoice(Cpu: null, "how busy the CPUs are is not known, as /proc/stat cannot be read");
        }

        CpuSet all = (limit ?? snapshot.Topology.Online).Intersect(snapshot.Topology.Online);
        CpuSet may = bounds is null ? all : all.Intersect(bounds.Cpus);
        if (may.IsEmpty && !all.IsEmpty)
        {
            return None(who => $"{who} may use none of {bounds!.Cpus} ({bounds.Name})");
        }

        string where = may.Equals(all) ? string.Empty : $" within {may}";
        CpuSet unbalanced = snapshot.Topology.Isolated.Union(snapshot.Unbalanced);
        CpuSet allowed = task.Affinity is { IsEmpty: false } home && home.IsSubsetOf(unbalanced) ? may : may.Except(unbalanced);
        if (allowed.IsEmpty)
        {
            return None(who => may.IsEmpty ? $"no CPU {who} may use is online" : $"the CPUs {who} may use are isolated");
        }

        CpuSet idle = CpuSet.Of(snapshot.Cpus.Where(Idleness.IsIdle).Select(cpu => cpu.Cpu)).Intersect(allowed);
        if (idle.IsEmpty)
        {
            return None(who => allowed.Count == 1 ? $"the one CPU {who} may use{where} is busy" : $"all {allowed.Count} CPUs {who} may use{where} are busy");
        }

        CpuId? here = last ?? (task.Affinity is { Count: 1 } pinned ? pinned.First : null);
        CpuSet free = idle.Except(taken);
        CpuSet others = here is { } own ? free.Except(CpuSet.Of(own.Number)) : free;
        if (others.IsEmpty)
        {
            return None(who => free.IsEmpty
                ? $"tasks were just sent to every idle CPU {who} may use{where}"
                : $"{who} {(who == One ? "has" : "have")} CPU {here}, and no other is idle");
        }

        CpuSet heavy = Heavy(snapshot);
        CpuSet idleCores = IdleCores(snapshot, taken);
        Candidate best = others
            .Select(cpu => new Candidate(snapshot, cpu, task.LastCpu, !heavy.Contains(cpu), idleCores.Contains(cpu), here))
            .Min()!;
        return new IdleCpuChoice(best.Cpu, best.Why);
    }

    private static IdleCpuChoice None(Func<string, string> why) => new(Cpu: null, why(One)) { WhyOfSeveral = why("they") };

    // CPUs from which interrupts or real-time tasks would take much of what a task gets.
    private static CpuSet Heavy(Snapshot snapshot)
    {
        var realTime = new Dictionary<CpuId, double>();
        foreach (ProcessLoad process in snapshot.Processes)
        {
            foreach (TaskLoad task in process.Threads.IsEmpty ? [process] : (IEnumerable<TaskLoad>)process.Threads)
            {
                if (task.Policy is SchedPolicy.Fifo or SchedPolicy.RoundRobin or SchedPolicy.Deadline)
                {
                    realTime[task.LastCpu] = realTime.GetValueOrDefault(task.LastCpu) + task.Run;
                }
            }
        }

        return CpuSet.Of(snapshot.Cpus
            .Where(cpu => cpu.Irq + cpu.SoftIrq >= HeavyInterruptShare
                || realTime.GetValueOrDefault(cpu.Cpu) >= HeavyRealTimeShare)
            .Select(cpu => cpu.Cpu));
    }

    private static CpuSet IdleCores(Snapshot snapshot, CpuSet taken)
    {
        CpuSet idle = CpuSet.Of(snapshot.Cpus.Where(Idleness.IsIdle).Select(cpu => cpu.Cpu)).Except(taken);
        return CpuSet.Of(snapshot.Topology.Cores.Where(core => core.IsSubsetOf(idle)).SelectMany(core => core));
    }

    /// <summary>A CPU compared with others: less is better.</summary>
    private sealed class Candidate : IComparable<Candidate>
    {
        private readonly bool _hasSiblings;
        private readonly bool _isCoreIdle;
        private readonly bool _isSameCache;
        private readonly bool _isSameNode;
        private readonly bool _isLight;
        private readonly CpuTopology _topology;
        private readonly (bool, bool, bool, bool, bool, int, int, int) _order;

        public Candidate(Snapshot snapshot, CpuId cpu, CpuId from, bool isLight, bool isCoreIdle, CpuId? here)
        {
            _topology = snapshot.Topology;
            CpuPlace? place = _topology.Find(cpu), origin = _topology.Find(from);
            Cpu = cpu;
            _hasSiblings = place?.Siblings.Count > 1;
            _isCoreIdle = isCoreIdle;
            _isSameCache = place?.LastLevelCache is { } cache && cache == origin?.LastLevelCache;
            _isSameNode = place?.Node is { } node && node == origin?.Node;
            _isLight = isLight;

            // Shares within a step count as equal, and numbers wrap round from where the task is, so that asking again gives the next one.
            int busy = (int)((snapshot.FindCpu(cpu)?.Busy ?? 0) / AlikeShare);
            bool isSmall = place?.Kind == CoreKind.Efficiency;
            int capacity = place?.Capacity ?? 0;
            int next = here is { } start && cpu < start ? cpu.Number + CpuId.HighestNumber + 1 : cpu.Number;
            _order = (!_isLight, !_isCoreIdle, !_isSameCache, !_isSameNode, isSmall, busy, -capacity, next);
        }

        public CpuId Cpu { get; }

        public string Why
        {
            get
            {
                string core = !_hasSiblings ? "idle" : _isCoreIdle ? "whole core idle" : "idle, its sibling is not";
                string place = _topology.LastLevelCaches.Length > 1 && _isSameCache ? ", same cache"
                    : _topology.Nodes.Length < 2 ? string.Empty
                    : _isSameNode ? ", same node"
                    : ", another node";
                return core + place + (_isLight ? string.Empty : ", but with interrupts or real-time tasks");
            }
        }

        public int CompareTo(Candidate? other) => other is null ? -1 : _order.CompareTo(other._order);
    }
}
