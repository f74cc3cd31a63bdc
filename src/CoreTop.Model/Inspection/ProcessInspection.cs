using System.Collections.Immutable;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Model.Inspection;

/// <summary>A part of one process as it was read. Everything of the other parts is empty. Texts may hold any character: sanitise them before drawing.</summary>
/// <param name="Request">What was asked for.</param>
public sealed record ProcessInspection(InspectionRequest Request)
{
    /// <summary>The process has ended, or its PID belongs to another: nothing was read.</summary>
    public bool IsEnded { get; init; }

    /// <summary>What could not be read.</summary>
    public ImmutableArray<ReadRefusal> Refusals { get; init; } = [];

    /// <summary>Its arguments, the program's name first; empty for a kernel thread and a zombie.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The program file: <c>exe</c>; null when unreadable, or for a kernel thread.</summary>
    public string? Executable { get; init; }

    /// <summary>The working folder: <c>cwd</c>; null when unreadable.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>When it started, as time since boot; null when not asked for.</summary>
    public TimeSpan? StartedAfterBoot { get; init; }

    /// <summary>The variables it was started with, in the kernel's order; <c>environ</c>.</summary>
    public ImmutableArray<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>Open files by rising descriptor, at most as many as are worth listing.</summary>
    public ImmutableArray<OpenFile> Files { get; init; } = [];

    /// <summary>How many files are open.</summary>
    public int FileCount { get; init; }

    /// <summary>Resource limits, in the kernel's order.</summary>
    public ImmutableArray<ResourceLimit> Limits { get; init; } = [];

    /// <summary>Its cgroup in each hierarchy.</summary>
    public ImmutableArray<CgroupPath> Cgroups { get; init; } = [];

    /// <summary>The online CPUs that its cpuset allows; null when unknown.</summary>
    public CpuSet? CpusetCpus { get; init; }

    /// <summary>The cgroup whose cpuset that is; null when it is the whole machine or unknown.</summary>
    public string? CpusetCgroup { get; init; }

    /// <summary>CPU quotas that hold it, its own cgroup's first, then those above.</summary>
    public ImmutableArray<CgroupQuota> Quotas { get; init; } = [];

    /// <summary>Its namespaces that are not CoreTop's own, such as <c>pid</c>; null when unreadable.</summary>
    public ImmutableArray<string>? OtherNamespaces { get; init; }

    /// <summary>Its memory on each NUMA node.</summary>
    public ImmutableArray<NodeMemory> Memory { get; init; } = [];
}
