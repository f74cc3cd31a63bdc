using System.Collections.Immutable;
using CoreTop.Model.Placement;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Judging;

/// <summary>What a diagnosis must know besides the snapshots.</summary>
public sealed record DiagnosisOptions
{
    /// <summary>For a program that refreshes again and again.</summary>
    public static DiagnosisOptions Default { get; } = new();

    /// <summary>There will be only one window, so it alone confirms a finding: for commands that read twice and end.</summary>
    public bool IsOneShot { get; init; }

    /// <summary>The delay that the user set; a window more than half longer than it, and longer than three seconds, is dropped. Null to drop none.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>CoreTop itself: it finds itself running at every reading, which says nothing; null when it is not among the processes.</summary>
    public int? OwnPid { get; init; }

    /// <summary>The CPUs that are looked at: findings are about tasks that may run there, and CPUs outside are nobody's loss. Null for the whole machine.</summary>
    public CpuBounds? Bounds { get; init; }

    /// <summary>The newest change that CoreTop made to each task and that was not undone, for <c>mask-reset</c>.</summary>
    public ImmutableArray<AffinityChange> Applied { get; init; } = [];

    /// <summary>Memory maps that the user asked for, for <c>numa-remote</c>.</summary>
    public ImmutableArray<ProcessMemoryMap> MemoryMaps { get; init; } = [];
}
