using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Model.Sampling;

/// <summary>One process in the window.</summary>
public sealed record ProcessLoad : TaskLoad
{
    /// <summary>Its parent; 0 for the first process and kthreadd.</summary>
    public required int ParentPid { get; init; }

    /// <summary>Page faults of its ended children, theirs included.</summary>
    public PageFaults ChildFaults { get; init; }

    /// <summary>Time of its ended children, theirs included, in their programs.</summary>
    public TimeSpan ChildUserTime { get; init; }

    /// <summary>Time of its ended children, theirs included, in the kernel.</summary>
    public TimeSpan ChildSystemTime { get; init; }

    /// <summary>How many threads it has.</summary>
    public required int ThreadCount { get; init; }

    /// <summary>Address space.</summary>
    public required ulong VirtualBytes { get; init; }

    /// <summary>Memory in RAM.</summary>
    public required ulong ResidentBytes { get; init; }

    /// <summary>Resident memory as a share of the machine's, 0 to 1; 0 when that is unknown.</summary>
    public required double MemoryShare { get; init; }

    /// <summary>Its threads differ in affinity.</summary>
    public required bool IsAffinityMixed { get; init; }

    /// <summary>Its threads as last read, the leader too; empty when they were not read yet.</summary>
    public required ImmutableArray<TaskLoad> Threads { get; init; }

    /// <summary>User, command line, shared memory and limit; null until read.</summary>
    public required ProcessDetails? Details { get; init; }

    /// <summary>The online CPUs its cpuset allows; null when unknown.</summary>
    public CpuSet? Limit => Details?.Limit;
}
