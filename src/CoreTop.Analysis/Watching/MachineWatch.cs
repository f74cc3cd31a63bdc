using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Watching;

/// <summary>What is known of the machine's tasks and CPUs after some refreshes. Immutable.</summary>
internal sealed class MachineWatch
{
    /// <summary>If a quota stops its cgroup in at least this part of the periods, its tasks wait for the quota: moving them would not help.</summary>
    public const double ThrottledShare = QuotaLoad.Throttling;

    private readonly Dictionary<TaskKey, TaskWatch> _tasks;
    private readonly Dictionary<Reach, StreamWatch> _streams;

    internal MachineWatch(
        CpuTopology topology, Dictionary<TaskKey, TaskWatch> tasks, Dictionary<Reach, StreamWatch> streams, CpuWatch[] cpus)
    {
        Topology = topology;
        _tasks = tasks;
        _streams = streams;
        Cpus = cpus;
    }

    /// <summary>The CPUs that were watched; where numbers disagree, those that masks name, each as a core of its own.</summary>
    public CpuTopology Topology { get; }

    /// <summary>The online CPUs that the machine's files list.</summary>
    public required CpuSet Online { get; init; }

    /// <summary>How long they were watched, in seconds; 2 at most.</summary>
    private double Seconds { get; init; }

    /// <summary>What is known of each CPU, by its number.</summary>
    public CpuWatch[] Cpus { get; }

    /// <summary>Every task that claims CPU time and was watched for long enough, in the order of the snapshot, including kernel threads and real-time tasks.</summary>
    public List<WatchedTask> Tasks { get; } = [];

    /// <summary>The ordinary tasks that run or wait all the time, in the order of the snapshot.</summary>
    public List<WatchedTask> Hungry { get; } = [];

    /// <summary>Tasks that do not live long enough to be watched individually.</summary>
    public List<TaskStream> Streams { get; } = [];

    /// <summary>Real-time and deadline tasks that run.</summary>
    public List<TaskLoad> RealTime { get; } = [];

    /// <summary>Tasks that a quota stops.</summary>
    public List<ThrottledTask> Throttled { get; } = [];

    /// <summary>Tasks that wait for a device rather than for a CPU.</summary>
    public List<(TaskLoad Task, ProcessLoad Process)> DeviceWaiters { get; } = [];

    /// <summary>Whether the task still claims CPU time under the same affinity.</summary>
    public bool IsClaiming(TaskKey key, CpuSet? affinity) =>
        _tasks.TryGetValue(key, out TaskWatch watch) && watch.IsSettled && Equals(watch.Affinity, affinity);

    /// <summary>What is known after one more refresh.</summary>
    /// <param name="before">What was known; null at first.</param>
    /// <param name="snapshot">The machine now.</param>
    /// <param name="options">Whether this is the only refresh, and which process CoreTop itself is.</param>
    public static MachineWatch Next(MachineWatch? before, Snapshot snapshot, WatchOptions options)
    {
        double seconds = snapshot.Interval.TotalSeconds;
        double known = Math.Min(WatchWindow.Length.TotalSeconds, (before?.Seconds ?? 0) + seconds);
        double weight = WatchWindow.Weight(seconds, known);
        bool doNumbersDisagree = !snapshot.StrangeCpus.IsEmpty;
        CpuTopology topology = TopologyOf(snapshot);
        CpuWatch[] cpus = doNumbersDisagree ? UnknownCpus(topology.Online) : WatchCpus(before?.Cpus ?? [], snapshot, weight);
        var tasks = new Dictionary<TaskKey, TaskWatch>(before?._tasks.Count ?? 0);
        var streams = new Dictionary<Reach, StreamWatch>();
        var watch = new MachineWatch(topology, tasks, streams, cpus) { Seconds = known, Online = snapshot.Topology.Online };
        watch.Hungry.EnsureCapacity(before?.Hungry.Count ?? 0);
        watch.Tasks.EnsureCapacity(before?.Tasks.Count ?? 0);
        var pass = new WatchPass(watch, before?._tasks, tasks, snapshot, options);
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Threads.IsEmpty)
            {
                pass.Add(process, process, isTask: process.ThreadCount == 1);
            }

            foreach (TaskLoad thread in process.Threads)
            {
                pass.Add(thread, process, isTask: true);
            }

            pass.AddEnded(process);
        }

        pass.AddUnseen(before?._streams, streams, weight);
        return watch;
    }

    /// <summary>The machine's CPUs by the kernel's numbers; where those of its files disagree, the CPUs that masks name, each as a core of its own.</summary>
    internal static CpuTopology TopologyOf(Snapshot snapshot) =>
        snapshot.StrangeCpus.IsEmpty ? snapshot.Topology : CpuTopology.Flat(NamedByMasks(snapshot));

    // By the kernel's numbers, which masks use, where a container's files number CPUs differently: then the files say nothing about
    // a CPU of a mask.
    private static CpuSet NamedByMasks(Snapshot snapshot)
    {
        CpuSet named = snapshot.StrangeCpus;
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Mobility == TaskMobility.Movable && process.Affinity is { } affinity && affinity.Overlaps(snapshot.StrangeCpus))
            {
                named = affinity.IsSubsetOf(named) ? named : named.Union(affinity);
            }
        }

        return named;
    }

    private static CpuWatch[] UnknownCpus(CpuSet named)
    {
        var cpus = new CpuWatch[named.Max(static cpu => cpu.Number) + 1];
        foreach (CpuId cpu in named)
        {
            cpus[cpu.Number] = new CpuWatch { IsOnline = true, IsUnknown = true, Busy = 1 };
        }

        return cpus;
    }

    private static CpuWatch[] WatchCpus(CpuWatch[] before, Snapshot snapshot, double weight)
    {
        var cpus = new CpuWatch[snapshot.Cpus.IsEmpty ? 0 : snapshot.Cpus[^1].Cpu.Number + 1];
        foreach (CpuLoad load in snapshot.Cpus)
        {
            int number = load.Cpu.Number;
            bool isNew = number >= before.Length || !before[number].IsOnline;
            CpuWatch known = isNew ? default : before[number];
            double share = isNew ? 1 : weight;
            cpus[number] = !load.IsOnline ? default : new CpuWatch
            {
                IsOnline = true,
                IsUnknown = !load.IsKnown,
                WasSlot = known.IsSlot,
                WasTaken = !isNew && known.IsTaken,
                WasQuiet = known.IsQuiet,
                Busy = WatchWindow.Blend(known.Busy, load.Busy, share),
                Irq = WatchWindow.Blend(known.Irq, load.Irq + load.SoftIrq, share),
                Steal = WatchWindow.Blend(known.Steal, load.Steal, share),
                Waiting = WatchWindow.Blend(known.Waiting, load.Waiting ?? 0, share),
            };
        }

        return cpus;
    }
}
