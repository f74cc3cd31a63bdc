using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Model.Sampling;

/// <summary>One task's counters as read: /proc/[pid]/task/[tid]/stat and schedstat, and sched_getaffinity(2).</summary>
/// <remarks>The reader hands out the same object again while the task's <c>stat</c> text did not change.</remarks>
public record TaskSample
{
    private readonly TaskFacts _facts;

    /// <summary>What its <c>stat</c> says.</summary>
    public required TaskFacts Facts
    {
        get => _facts;
        init => _facts = value;
    }

    /// <summary>The process it belongs to.</summary>
    public required int Pid { get; init; }

    /// <summary><c>comm</c>, as the kernel holds it: may hold any character, so sanitise it before drawing.</summary>
    public required string Name { get; init; }

    /// <inheritdoc cref="TaskFacts.Key"/>
    public TaskKey Key => _facts.Key;

    /// <inheritdoc cref="TaskFacts.State"/>
    public TaskState State => _facts.State;

    /// <inheritdoc cref="TaskFacts.LastCpu"/>
    public CpuId LastCpu => _facts.LastCpu;

    /// <inheritdoc cref="TaskFacts.Mobility"/>
    public TaskMobility Mobility => _facts.Mobility;

    /// <inheritdoc cref="TaskFacts.Faults"/>
    public PageFaults Faults => _facts.Faults;

    /// <summary><c>stat</c> field 14. For a process: the sum of its threads, including those that ended.</summary>
    public required ulong UserTicks { get; init; }

    /// <summary><c>stat</c> field 15. For a process: the sum of its threads, including those that ended.</summary>
    public required ulong SystemTicks { get; init; }

    /// <summary>
    /// The CPUs it may run on, offline ones left out; null when the kernel refused to say. In the kernel's numbers, also where the
    /// files of a container have others: <see cref="Sample.StrangeCpus"/>.
    /// </summary>
    public required CpuSet? Affinity { get; init; }

    /// <summary><c>schedstat</c> field 1: time on a CPU; null when not read or not kept by this kernel.</summary>
    public ulong? RunNanoseconds { get; init; }

    /// <summary><c>schedstat</c> field 2: time runnable but waiting for a CPU; null when not read or not kept by this kernel.</summary>
    public ulong? WaitNanoseconds { get; init; }

    /// <summary><c>schedstat</c> field 3: time slices run; null when not read or not kept by this kernel.</summary>
    public ulong? Slices { get; init; }

    /// <summary><c>status</c> voluntary_ctxt_switches: times it left a CPU to sleep; null when not read, as for one that sleeps now.</summary>
    public ulong? VoluntarySwitches { get; init; }

    /// <summary>For a thread: its cgroups where they are not those of its process; null where they are, or were not read.</summary>
    public TaskCgroup? OwnCgroup { get; init; }

    /// <summary>What was read because something shows it; null for nothing.</summary>
    public TaskExtras? Extras { get; init; }

    /// <summary>Time since the task's previous reading, over which counters grew; zero at its first reading.</summary>
    public TimeSpan Window { get; init; }
}
