using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Watching;

/// <summary>What is known of the machine's tasks and CPUs after some refreshes. <see cref="NextWatch"/> fills it; nothing changes it afterwards.</summary>
internal sealed class MachineWatch
{
    /// <summary>The CPUs that were watched; where numbers disagree, those that masks name, each as a core of its own.</summary>
    public required CpuTopology Topology { get; init; }

    /// <summary>The online CPUs that the machine's files list.</summary>
    public required CpuSet Online { get; init; }

    /// <summary>The CPUs that are looked at; null for all.</summary>
    public CpuSet? Within { get; init; }

    /// <summary>How long they were watched, in seconds; 2 at most.</summary>
    public required double Seconds { get; init; }

    /// <summary>What is known of each CPU, by its number.</summary>
    public required CpuWatch[] Cpus { get; init; }

    /// <summary>What is known of every task that was watched, whether or not it claims CPU time.</summary>
    public required Dictionary<TaskKey, TaskWatch> EachTask { get; init; }

    /// <summary>What is known of the tasks that live shortly, by where they may run.</summary>
    public required Dictionary<Reach, StreamWatch> EachStream { get; init; }

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

    /// <summary>The CPUs with some property that are looked at.</summary>
    public CpuSet Where(Func<CpuWatch, bool> predicate) => LookedAt(CpuWatch.Where(Cpus, predicate));

    /// <summary>Those of the CPUs that are looked at.</summary>
    public CpuSet LookedAt(CpuSet cpus) => Within is null ? cpus : cpus.Intersect(Within);

    /// <summary>The task can run nowhere but on the CPUs that are looked at.</summary>
    public bool IsInside(WatchedTask task) => Within is null || task.Reach.Allowed.IsSubsetOf(Within);

    /// <summary>Whether the task still claims CPU time under the same affinity.</summary>
    public bool IsClaiming(TaskKey key, CpuSet? affinity) =>
        EachTask.TryGetValue(key, out TaskWatch watch) && watch.IsSettled && Equals(watch.Affinity, affinity);
}
