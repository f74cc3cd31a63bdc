using System.Collections.Immutable;

namespace CoreTop.Cli.Documents;

/// <summary>What <c>coretop undo --list --json</c> prints.</summary>
internal sealed record UndoListDocument : Document
{
    public required ImmutableArray<BatchEntry> Batches { get; init; }
}
