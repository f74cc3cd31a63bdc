using System.Collections.Immutable;

namespace CoreTop.Analysis.Diagnosis;

/// <summary>What would put a finding right.</summary>
/// <param name="Summary">A sentence, also where nothing can be done: then it says so.</param>
/// <param name="Commands">Shell commands that do the same as CoreTop's own change, such as <c>taskset -apc 0-35 3291</c>; empty when there is none.</param>
/// <param name="Permanent">A sentence saying what keeps it from coming back; null when nothing is known.</param>
public sealed record Fix(string Summary, ImmutableArray<string> Commands, string? Permanent)
{
    /// <summary>A fix without a command.</summary>
    public Fix(string summary, string? permanent = null)
        : this(summary, [], permanent)
    {
    }
}
