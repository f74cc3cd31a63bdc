using System.Collections.Immutable;
using CoreTop.Actions.Storage;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>What became of taking one batch back.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Restored">Each task that has its former value again, as changes from what it had to what it has.</param>
/// <param name="Skipped">Each task that was left alone and why.</param>
/// <param name="Sentence">One sentence for people.</param>
public sealed record UndoOutcome(
    JournalBatch Batch, ImmutableArray<TaskChange> Restored, ImmutableArray<UndoSkip> Skipped, string Sentence)
{
    /// <summary>How many of the restored have fewer CPUs than before: the others are offline or outside the cpuset now. 0 for another kind of value.</summary>
    internal int Trimmed { get; init; }

    /// <summary>How many of the skipped stay in the journal, to be taken back later.</summary>
    internal int Kept => Skipped.Count(skip => skip.IsKept);

    /// <summary>Nothing of the batch could be taken back, and something of it is left.</summary>
    public bool IsBlocked => Restored.IsEmpty && Kept > 0;

    /// <summary>Every task of the batch has its former value.</summary>
    public bool IsComplete => IsSettled && Skipped.All(skip => skip.HasFormer);

    /// <summary>False when threads kept starting, so that some may have been missed.</summary>
    internal bool IsSettled { get; init; } = true;

    /// <summary>Something was written, which a later look may find otherwise; see <see cref="LookAgain"/>.</summary>
    public bool MayBeSetBack => Again is not null && !Restored.IsEmpty && !Batch.IsRecorded;

    /// <summary>
    /// Looks once more at what was restored, given what became of it and the tasks that were taken back further since, to which
    /// those of this batch are added; null for an undo that was not made by an editor.
    /// </summary>
    internal Func<UndoOutcome, HashSet<TaskKey>, UndoOutcome>? Again { get; init; }

    /// <summary>A sentence when it could not be written down what was taken back; null when it was.</summary>
    public string? JournalProblem { get; init; }

    /// <summary>What became of newer batches, blocked before and now again; the newest first.</summary>
    public ImmutableArray<UndoOutcome> PassedOver { get; init; } = [];

    /// <summary>
    /// Looks at what several batches restored once more, <see cref="AffinityEditor.LooksAgainAfter"/> later. Belongs to the
    /// editor's thread.
    /// </summary>
    /// <param name="outcomes">In the order in which they were taken back.</param>
    /// <returns>What became of them as it is now.</returns>
    public static IReadOnlyList<UndoOutcome> LookAgain(IReadOnlyList<UndoOutcome> outcomes)
    {
        // Of several batches that changed one task, the last one taken back says what it is to have.
        var seen = new Dictionary<string, HashSet<TaskKey>>();
        return [.. outcomes.Reverse().Select(LookAgain).Reverse()];

        UndoOutcome LookAgain(UndoOutcome outcome)
        {
            if (!seen.TryGetValue(outcome.Batch.Value, out HashSet<TaskKey>? tasks))
            {
                seen.Add(outcome.Batch.Value, tasks = []);
            }

            return outcome.MayBeSetBack ? outcome.Again!(outcome, tasks) : outcome;
        }
    }
}
