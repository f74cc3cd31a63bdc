using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Topology;

namespace CoreTop.Model.Sampling;

/// <summary>Everything read from the kernel at one time: counters, no rates.</summary>
public sealed class Sample
{
    /// <summary>When the reading began, on a clock that never jumps; only differences mean something.</summary>
    public required TimeSpan MonotonicTime { get; init; }

    /// <summary>When the reading began, for people.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Which machine.</summary>
    public required HostInfo Host { get; init; }

    /// <summary>Its CPUs; the same object as in the previous sample while the online CPUs are the same.</summary>
    public required CpuTopology Topology { get; init; }

    /// <summary>Clock ticks a second: sysconf(_SC_CLK_TCK), nearly always 100.</summary>
    public required int TicksPerSecond { get; init; }

    /// <summary>The <c>cpuN</c> lines of /proc/stat in the file's order: online CPUs only; empty when unreadable.</summary>
    public required ImmutableArray<CpuTimes> Cpus { get; init; }

    /// <summary>The <c>cpuN</c> lines of /proc/schedstat; empty when the kernel keeps none.</summary>
    public ImmutableArray<RunQueueTimes> RunQueues { get; init; } = [];

    /// <summary>Memory; null when unreadable.</summary>
    public MemoryUse? Memory { get; init; }

    /// <summary>Load averages; null when unreadable.</summary>
    public LoadAverage? Load { get; init; }

    /// <summary>Time since boot: /proc/uptime; null when unreadable.</summary>
    public TimeSpan? Uptime { get; init; }

    /// <summary>Every process that could be read, in no promised order. Not to be changed.</summary>
    public required IReadOnlyList<ProcessSample> Processes { get; init; }

    /// <summary>Cgroups with a CPU quota in which a process runs, and those with one above them.</summary>
    public ImmutableArray<QuotaCounters> Quotas { get; init; } = [];

    /// <summary>
    /// Every cgroup with a weight of its own on the paths of the cgroups of processes and threads, by path in ordinal order, the root
    /// left out; the same array while nothing changed. Empty where the kernel has none, or it is not known yet.
    /// </summary>
    public ImmutableArray<CpuCgroup> CpuCgroups { get; init; } = [];

    /// <summary>CPUs over which the kernel moves no task to balance load: isolated ones, and cpusets with load balancing off.</summary>
    public CpuSet Unbalanced { get; init; } = CpuSet.Empty;

    /// <summary>The BPF program that schedules instead of the kernel (sched_ext): where tasks run within their affinities is up to it; null when there is none.</summary>
    public string? BpfScheduler { get; init; }

    /// <summary>What was read for the header's meters alone; null when nothing was asked for.</summary>
    public MeterSample? Meters { get; init; }

    /// <summary>How many tasks were runnable since the sample before; null when unreadable.</summary>
    public RunnableLooks? Runnable { get; init; }

    /// <summary>CPUs that masks name and /proc/stat or /sys does not have, although they are not known as offline; nearly always empty.</summary>
    public CpuSet StrangeCpus { get; init; } = CpuSet.Empty;

    /// <summary>Tasks run on these CPUs that are not among <see cref="Processes"/>: those outside this PID namespace, or hidden by hidepid.</summary>
    public bool AreTasksHidden { get; init; }

    /// <summary>There are more processes than these: the reading ended early, as it was asked to.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What tasks did was said by one read of a BPF iterator; else it was read from their files.</summary>
    public bool IsReadByBpf { get; init; }

    /// <summary>Why no BPF iterator is used, a sentence, and what the kernel's verifier says in more lines; null where that was not tried, or works.</summary>
    public string? WhyNotByBpf { get; init; }

    /// <summary>What could not be read.</summary>
    public ImmutableArray<ReadProblem> Problems { get; init; } = [];
}
