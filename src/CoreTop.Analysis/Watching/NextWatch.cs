using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Watching;

/// <summary>Watches the machine for one more refresh.</summary>
internal static class NextWatch
{
    /// <summary>What is known after one more refresh.</summary>
    /// <param name="before">What was known; null at first.</param>
    /// <param name="snapshot">The machine now.</param>
    /// <param name="options">Whether this is the only refresh, and which process CoreTop itself is.</param>
    public static MachineWatch After(MachineWatch? before, Snapshot snapshot, WatchOptions options)
    {
        double seconds = snapshot.Interval.TotalSeconds;
        double known = Math.Min(WatchWindow.Length.TotalSeconds, (before?.Seconds ?? 0) + seconds);
        double weight = WatchWindow.Weight(seconds, known);
        bool doNumbersDisagree = !snapshot.StrangeCpus.IsEmpty;
        CpuTopology topology = TopologyOf(snapshot);
        CpuWatch[] cpus = doNumbersDisagree ? UnknownCpus(topology.Online) : WatchCpus(before?.Cpus ?? [], snapshot, weight);
        var watch = new MachineWatch
        {
            Topology = topology,
            Online = snapshot.Topology.Online,
            Within = options.Within,
            Seconds = known,
            Cpus = cpus,
            EachTask = new Dictionary<TaskKey, TaskWatch>(before?.EachTask.Count ?? 0),
            EachStream = [],
        };
        watch.Hungry.EnsureCapacity(before?.Hungry.Count ?? 0);
        watch.Tasks.EnsureCapacity(before?.Tasks.Count ?? 0);
        var pass = new WatchPass(watch, before, snapshot, options);
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

        pass.AddUnseen(weight);
        return watch;
    }

    /// <summary>The machine's CPUs by the kernel's numbers; where those of its files disagree, the CPUs that masks name, each as a core of its own.</summary>
    public static CpuTopology TopologyOf(Snapshot snapshot) =>
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
