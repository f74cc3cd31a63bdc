using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Model.Sampling;

/// <summary>One process in the window.</summary>
public sealed record ProcessLoad : TaskLoad
{
    /// <summary>What its <c>stat</c> says of it as a whole.</summary>
    public required ProcessFacts Whole { get; init; }

    /// <summary>Its parent; 0 for the first process and kthreadd.</summary>
    public int ParentPid => Whole.ParentPid;

    /// <summary>How many threads it has.</summary>
    public int ThreadCount => Whole.ThreadCount;

    /// <summary>Address space.</summary>
    public ulong VirtualBytes => Whole.VirtualBytes;

    /// <summary>Memory in RAM.</summary>
    public ulong ResidentBytes => Whole.ResidentBytes;

    /// <summary>Page faults of its ended children, theirs included.</summary>
    public PageFaults ChildFaults { get; init; }

    /// <summary>Time of its ended children, theirs included, in their programs.</summary>
    public TimeSpan ChildUserTime { get; init; }

    /// <summary>Time of its ended children, theirs included, in the kernel.</summary>
    public TimeSpan ChildSystemTime { get; init; }

    /// <summary>Resident memory as a share of the machine's, 0 to 1; 0 when that is unknown.</summary>
    public required double MemoryShare { get; init; }

    /// <summary>Its threads differ in affinity.</summary>
    public required bool IsAffinityMixed { get; init; }

    /// <summary>Its threads as last read, the leader too; empty when they were not read yet.</summary>
    public required ImmutableArray<TaskLoad> Threads { get; init; }

    /// <summary>User, command line, shared memory and limit; null until read.</summary>
    public required ProcessDetails? Details { get; init; }

    /// <summary>
    /// What its children that ended in the window used in it, theirs included, in cores: growth of <c>stat</c> fields 16 and 17, less
    /// what was seen of them before. Over the whole window, also for a process that is younger; else 0 at its first reading. What no
    /// parent waits for is in no such number.
    /// </summary>
    public double ChildRun { get; init; }

    /// <inheritdoc/>
    public override CpuSet? Limit => Details?.Limit;

    /// <inheritdoc/>
    public override string? LimitedBy => Details?.LimitedBy;

    /// <inheritdoc/>
    public override string? Cgroup => Details?.Cgroup;

    /// <inheritdoc/>
    public override string? CpuCgroup => Details?.CpuCgroup;

    /// <inheritdoc/>
    public override string? QuotaCgroup => Details?.QuotaCgroup;
}
