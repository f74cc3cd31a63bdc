using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Model.Sampling;

/// <summary>One task in the window.</summary>
public record TaskLoad
{
    private readonly TaskFacts _facts;

    /// <summary>What its <c>stat</c> says. For a process: running when any thread is, on the CPU of its busiest thread.</summary>
    public required TaskFacts Facts
    {
        get => _facts;
        init => _facts = value;
    }

    /// <summary>The process it belongs to.</summary>
    public required int Pid { get; init; }

    /// <summary><c>comm</c>; may hold any character, so sanitise it before drawing.</summary>
    public required string Name { get; init; }

    /// <summary>Identity.</summary>
    public TaskKey Key => _facts.Key;

    /// <summary>What it is doing. For a process: running when any thread is.</summary>
    public TaskState State => _facts.State;

    /// <summary>Scheduling policy.</summary>
    public SchedPolicy Policy => _facts.Policy;

    /// <summary>The kernel's priority: 0 to 39 fair, negative real-time.</summary>
    public int Priority => _facts.Priority;

    /// <summary>1 to 99 for real-time policies, else 0.</summary>
    public int RealTimePriority => _facts.RealTimePriority;

    /// <summary>-20 to 19.</summary>
    public int Nice => _facts.Nice;

    /// <summary>The CPU it last ran on. For a process: that of its busiest thread.</summary>
    public CpuId LastCpu => _facts.LastCpu;

    /// <summary>Process group, session and terminal.</summary>
    public TaskSession Session => _facts.Session;

    /// <summary>Page faults since it started. For a process: the sum of its threads, including those that ended.</summary>
    public PageFaults Faults => _facts.Faults;

    /// <summary>Whether its affinity may be changed.</summary>
    public TaskMobility Mobility => _facts.Mobility;

    /// <summary>CPU time over wall time, in cores: 1 is one whole CPU. For a process: the sum of its threads.</summary>
    public required double Run { get; init; }

    /// <summary>Time runnable but waiting for a CPU over wall time, in cores; null when the kernel does not say. For a process: the sum of its threads.</summary>
    public required double? Wait { get; init; }

    /// <summary>
    /// The part of the window that <see cref="Run"/> and <see cref="Wait"/> are over: 1, or less for a task that started within
    /// it. At least 0.2 s, so that a task that has run for a moment is not one that runs all the time.
    /// </summary>
    public double Lived { get; init; } = 1;

    /// <summary>CPU time since it started. For a process: with its ended threads.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>Of <see cref="CpuTime"/>, time in the kernel.</summary>
    public TimeSpan SystemTime { get; init; }

    /// <summary>When it started, after boot.</summary>
    public TimeSpan StartedAt { get; init; }

    /// <summary>Minor page faults a second.</summary>
    public double MinorFaultsPerSecond { get; init; }

    /// <summary>Major page faults a second.</summary>
    public double MajorFaultsPerSecond { get; init; }

    /// <summary>What was read because something shows it; null for nothing.</summary>
    public TaskExtras? Extras { get; init; }

    /// <summary>How fast its counters grow.</summary>
    public TaskExtraRates ExtraRates { get; init; } = TaskExtraRates.None;

    /// <summary>The CPUs it may run on; null when unknown. For a process whose threads differ: all of theirs together.</summary>
    public required CpuSet? Affinity { get; init; }

    /// <summary>Its affinity is another than at the previous reading, so the window was not spent under it alone.</summary>
    public bool IsAffinityNew { get; init; }

    /// <summary>For a thread: its cgroups where they are not those of its process; null where they are, or nothing is known of them.</summary>
    public TaskCgroup? OwnCgroup { get; init; }

    /// <summary>The online CPUs its cpuset allows. For a process: null when unknown. For a thread: null for as its process.</summary>
    public virtual CpuSet? Limit => OwnCgroup?.Limit;

    /// <summary>The cgroup whose cpuset is <see cref="Limit"/>; null when that is the whole machine or unknown. For a thread: of <see cref="OwnCgroup"/>.</summary>
    public virtual string? LimitedBy => OwnCgroup?.LimitedBy;

    /// <summary>Its cgroup, as in <see cref="ProcessDetails.Cgroup"/>. For a thread: null for as its process.</summary>
    public virtual string? Cgroup => OwnCgroup?.Cgroup;

    /// <summary>The cgroup that the CPU controller has it in, as in <see cref="ProcessDetails.CpuCgroup"/>. For a thread: null for as its process.</summary>
    public virtual string? CpuCgroup => OwnCgroup?.CpuCgroup;

    /// <summary>The nearest cgroup with a CPU quota, as in <see cref="ProcessDetails.QuotaCgroup"/>. For a thread: of <see cref="OwnCgroup"/>.</summary>
    public virtual string? QuotaCgroup => OwnCgroup?.QuotaCgroup;

    /// <summary>It is a thread of the kernel, not of a program.</summary>
    public bool IsKernelThread => Mobility is TaskMobility.KernelThread or TaskMobility.KernelBound;

    /// <summary>
    /// Times a second it was given a CPU: dozens for a task that is only preempted, thousands for one that keeps waking
    /// from short waits, as for a disk; null when the kernel does not say. For a process: the sum of its threads.
    /// </summary>
    public double? SlicesPerSecond { get; init; }
}
