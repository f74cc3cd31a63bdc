using System.Collections.Immutable;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>What a plan may do.</summary>
public sealed record RebalanceOptions
{
    /// <summary>Widen everything that helps.</summary>
    public static RebalanceOptions Default { get; } = new();

    /// <summary>What to write.</summary>
    public RebalanceStrategy Strategy { get; init; }

    /// <summary>The only processes that may be changed; empty for all.</summary>
    public ImmutableHashSet<int> Pids { get; init; } = [];

    /// <summary>The only user whose tasks may be changed; null for every user.</summary>
    public int? Uid { get; init; }

    /// <summary>CoreTop itself, which is never moved; null when it is not among the processes.</summary>
    public int? OwnPid { get; init; }

    /// <summary>Tasks that the user protects.</summary>
    public ImmutableHashSet<TaskKey> Protected { get; init; } = [];
}
