using System.Collections.Immutable;

namespace CoreTop.Cli.Documents;

/// <summary>What <c>coretop rebalance --json</c> prints.</summary>
internal sealed record RebalanceDocument : BoundedDocument
{
    public required string Strategy { get; init; }

    public required ImmutableArray<PlannedEntry> Changes { get; init; }

    public required ExpectedEntry Expected { get; init; }

    public required bool Applied { get; init; }

    public required MeasuredEntry? Measured { get; init; }

    public required ImmutableArray<RefusalEntry> Refused { get; init; }

    public required string? Problem { get; init; }
}
