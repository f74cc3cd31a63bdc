using System.Collections.Immutable;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>What became of taking one batch back.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Restored">Each task that has its former affinity again, as changes from what it had to what it has.</param>
/// <param name="Skipped">Each task that was left alone and why.</param>
/// <param name="Sentence">One sentence for people.</param>
public sealed record UndoOutcome(
    JournalBatch Batch, ImmutableArray<AffinityChange> Restored, ImmutableArray<UndoSkip> Skipped, string Sentence)
{
    /// <summary>How many of the restored have fewer CPUs than before: the others are offline or outside the cpuset now.</summary>
    public int Trimmed { get; init; }

    /// <summary>How many of the skipped the kernel refused to change.</summary>
    public int Refused { get; init; }
}
