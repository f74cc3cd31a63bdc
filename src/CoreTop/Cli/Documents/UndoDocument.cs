using System.Collections.Immutable;

namespace CoreTop.Cli.Documents;

/// <summary>What <c>coretop undo --json</c> prints.</summary>
internal sealed record UndoDocument : Document
{
    public required ImmutableArray<MoveEntry> Restored { get; init; }

    public required ImmutableArray<SkippedEntry> Skipped { get; init; }
}
