using System.Collections.Immutable;

namespace CoreTop.Cli.Documents;

/// <summary>What <c>coretop pin --json</c> and <c>coretop release --json</c> print.</summary>
internal sealed record ChangeDocument : Document
{
    public required ImmutableArray<ChangeEntry> Changes { get; init; }

    public required int Unchanged { get; init; }

    public required ImmutableArray<RefusalEntry> Refused { get; init; }

    public required int Zombies { get; init; }

    public required int? OwnPid { get; init; }

    public required string? Problem { get; init; }
}
