using System.Collections.Immutable;
using CoreTop.Actions.Storage;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Verdict;

/// <summary>The part of the journal that the diagnosis must know.</summary>
internal static class AppliedChanges
{
    /// <summary>The newest change of each task that was really made and not undone.</summary>
    /// <param name="batches">The journal's batches, newest first.</param>
    public static ImmutableArray<AffinityChange> Of(IReadOnlyList<JournalBatch> batches)
    {
        var newest = new OrderedDictionary<TaskKey, AffinityChange>();
        foreach (JournalBatch batch in batches)
        {
            foreach (AffinityChange change in batch.IsRecorded ? [] : batch.Affinities)
            {
                newest.TryAdd(change.Task, change);
            }
        }

        return [.. newest.Values];
    }
}
