using System.Collections.Immutable;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>What became of one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Done">How many tasks were changed; 1 for a process that got its signal.</param>
/// <param name="Refusals">Each task to which it was not done and why; tasks that ended meanwhile are left out, unless none is left.</param>
/// <param name="Sentence">One sentence for people: who, and what was done or why not.</param>
public sealed record TaskOutcome(TaskTarget Target, int Done, ImmutableArray<TaskRefusal> Refusals, string Sentence)
{
    /// <summary>Each task that was changed, with the value read back as the new one; empty for signals.</summary>
    internal ImmutableArray<TaskChange> Changes { get; init; } = [];

    /// <summary>How many of its tasks had the wanted value already.</summary>
    internal int Unchanged { get; init; }

    /// <summary>The machine is only looked at: what is said is what would have been done.</summary>
    internal bool IsRecorded { get; init; }

    /// <summary>Every thread was seen to have it twice in a row; false when threads kept starting, or somebody kept setting them.</summary>
    internal bool IsSettled { get; init; } = true;
}
