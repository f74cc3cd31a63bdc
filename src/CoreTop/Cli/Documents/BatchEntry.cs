using System.Collections.Immutable;
using CoreTop.Actions.Storage;

namespace CoreTop.Cli.Documents;

/// <summary>A batch of an <see cref="UndoListDocument"/>.</summary>
internal sealed record BatchEntry(string Id, DateTimeOffset Time, string Summary, int Folded, ImmutableArray<MoveEntry> Changes)
{
    /// <summary>Makes the entry.</summary>
    public static BatchEntry From(JournalBatch batch) =>
        new(batch.Id, batch.Time, batch.Summary, batch.Folded, [.. batch.Changes.Select(change => MoveEntry.Of(change, batch))]);
}
