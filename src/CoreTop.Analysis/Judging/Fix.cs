using System.Collections.Immutable;

namespace CoreTop.Analysis.Judging;

/// <summary>What would fix a finding.</summary>
/// <param name="Summary">A sentence; where nothing can be done it says so.</param>
/// <param name="Permanent">A sentence saying what keeps it from coming back; null when nothing is known.</param>
public sealed record Fix(string Summary, string? Permanent = null)
{
    private readonly Lazy<ImmutableArray<string>>? _commands;

    /// <summary>A fix whose commands are made only when they are looked at, as a plan costs time.</summary>
    internal Fix(string summary, Func<ImmutableArray<string>> commands, string? permanent, bool isPlanned = true)
        : this(summary, permanent)
    {
        _commands = new Lazy<ImmutableArray<string>>(commands);
        IsPlanned = isPlanned;
    }

    /// <summary>A fix with commands.</summary>
    public Fix(string summary, ImmutableArray<string> commands, string? permanent)
        : this(summary, permanent) => _commands = new Lazy<ImmutableArray<string>>(commands);

    /// <summary>The plan of <c>coretop rebalance</c> does it, for all its tasks at once.</summary>
    public bool IsPlanned { get; }

    /// <summary>Shell commands that do it, such as <c>coretop release 3291</c>; empty when there is none.</summary>
    public ImmutableArray<string> Commands => _commands?.Value ?? [];
}
