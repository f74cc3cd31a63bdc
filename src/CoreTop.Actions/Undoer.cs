using System.Collections.Immutable;
using CoreTop.Actions.Storage;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>Takes batches back, the newest first, of whatever value they changed.</summary>
/// <param name="record">Where changes are written down.</param>
internal sealed class Undoer(ChangeRecord record)
{
    private readonly Dictionary<string, Func<JournalBatch, HashSet<TaskKey>, UndoOutcome>> _values = [];

    /// <summary>Takes batches back that changed this kind of value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="goalBack">What is wanted of a task whose change is taken back.</param>
    public void Add<T>(TaskValue<T> value, Func<TaskChange<T>, ValueGoal<T>> goalBack)
        where T : notnull =>
        _values[value.Stored.Name] = (batch, standing) => new BatchUndo<T>(batch, value, goalBack, standing).Run();

    /// <summary>
    /// The batches that one undo may come to, the newest first: a batch that is found blocked a second time lets it pass to the
    /// one before, and so does at once one that its user could not take back when it was made. Empty when there is nothing to undo.
    /// </summary>
    public IReadOnlyList<JournalBatch> Reach
    {
        get
        {
            IReadOnlyList<JournalBatch> batches = record.Journal.Batches;
            int tried = batches.TakeWhile(batch => batch.WasTried || batch.IsOneWay).Count();
            return [.. batches.Take(tried + 1)];
        }
    }

    /// <summary>Takes the newest batch back that is not blocked once more; null when there is none.</summary>
    /// <param name="reach">From <see cref="Reach"/>, if somebody was asked about it; null for as it is now.</param>
    public UndoOutcome? Undo(IReadOnlyList<JournalBatch>? reach = null)
    {
        var passedOver = ImmutableArray.CreateBuilder<UndoOutcome>();
        var standing = new Dictionary<string, HashSet<TaskKey>>();
        UndoOutcome? outcome = null;
        foreach (JournalBatch batch in reach ?? Reach)
        {
            if (outcome is not null)
            {
                passedOver.Add(outcome);
            }

            outcome = TakeBack(batch, standing);
            if (!outcome.IsBlocked)
            {
                break;
            }
        }

        return outcome is null ? null : outcome with { PassedOver = passedOver.ToImmutable() };
    }

    /// <summary>Takes every batch of this boot back, the newest first; empty when there is none.</summary>
    public IReadOnlyList<UndoOutcome> All()
    {
        var standing = new Dictionary<string, HashSet<TaskKey>>();
        return [.. record.Journal.Batches.Select(batch => TakeBack(batch, standing))];
    }

    // What a newer batch has left over stands between an older one of its kind and its tasks.
    private UndoOutcome TakeBack(JournalBatch batch, Dictionary<string, HashSet<TaskKey>> standing)
    {
        if (!standing.TryGetValue(batch.Value, out HashSet<TaskKey>? tasks))
        {
            standing.Add(batch.Value, tasks = []);
        }

        UndoOutcome outcome = _values.TryGetValue(batch.Value, out Func<JournalBatch, HashSet<TaskKey>, UndoOutcome>? takeBack)
            ? takeBack(batch, tasks)
            : throw new InvalidOperationException($"Nothing here changes a value called {batch.Value}.");
        TaskChange[] kept = [.. outcome.Skipped.Where(skip => skip.IsKept).Select(skip => skip.Change)];
        tasks.UnionWith(kept.Select(change => change.Task));
        outcome = outcome with { JournalProblem = kept.Length == 0 ? record.Journal.MarkUndone(batch) : record.Journal.MarkTried(batch, kept) };
        record.TellLog($"undo \"{batch.Summary}\"", batch.Stored, batch.IsRecorded ? [] : outcome.Restored);
        return outcome with { Sentence = UndoText.Of(outcome) };
    }
}
