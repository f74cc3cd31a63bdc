using CoreTop.Model.Tasks;

namespace CoreTop.Model.Sampling;

/// <summary>What is read of a task only while something shows it. Null where not read, refused or not known to this kernel.</summary>
public sealed record TaskExtras
{
    /// <summary>Nothing was read.</summary>
    public static TaskExtras None { get; } = new();

    /// <summary>The files that were tried so far: what is null of them, the kernel did not say.</summary>
    public ExtraFiles Tried { get; init; }

    /// <summary>When its counters were read, on the clock of the sample.</summary>
    public TimeSpan ReadAt { get; init; }

    /// <summary>Lines of <c>status</c>.</summary>
    public TaskStatusDetails? Status { get; init; }

    /// <summary><c>io</c>.</summary>
    public IoCounters? Io { get; init; }

    /// <summary><c>sched</c>, se.nr_migrations: times it went from one CPU to another. For a process too, it counts this task alone.</summary>
    public ulong? Migrations { get; init; }

    /// <summary><c>smaps_rollup</c>, Pss: its memory, what is shared divided among those who share.</summary>
    public ulong? ProportionalBytes { get; init; }

    /// <summary><c>smaps_rollup</c>, Private_Clean and Private_Dirty: what would be free without it.</summary>
    public ulong? UniqueBytes { get; init; }

    /// <summary><c>oom_score</c>: who is killed first when memory ends.</summary>
    public int? OomScore { get; init; }

    /// <summary><c>oom_score_adj</c>: -1000, never, to 1000.</summary>
    public int? OomAdjustment { get; init; }

    /// <summary>The autogroup it is in.</summary>
    public Autogroup? Autogroup { get; init; }

    /// <summary><c>attr/current</c>.</summary>
    public string? Label { get; init; }

    /// <summary><c>wchan</c>: the kernel function it waits in; empty when it waits in none.</summary>
    public string? WaitChannel { get; init; }

    /// <summary>Its program's file; may hold any character.</summary>
    public string? Executable { get; init; }

    /// <summary>Its working folder; may hold any character.</summary>
    public string? Folder { get; init; }

    /// <summary>The name that its container has with the runtime, of a Kubernetes one with its pod's before it; may hold any character.</summary>
    public string? ContainerName { get; init; }

    /// <summary>What its <c>environ</c> says of the job it belongs to.</summary>
    public JobVariables? JobVariables { get; init; }

    /// <summary>Its I/O priority.</summary>
    public IoPriority? IoPriority { get; init; }
}
