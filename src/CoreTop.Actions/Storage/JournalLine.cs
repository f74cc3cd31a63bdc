using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoreTop.Actions.Storage;

/// <summary>One line of the journal. Whole in itself: a line that is cut off or damaged takes no other with it.</summary>
internal sealed record JournalLine
{
    /// <summary>The layout that this program writes; lines of another are not read.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The layout.</summary>
    public required int V { get; init; }

    /// <summary>What it tells.</summary>
    public required JournalLineKind Kind { get; init; }

    /// <summary>The batch it belongs to.</summary>
    public required string Batch { get; init; }

    /// <summary>The boot it was written in.</summary>
    public required string Boot { get; init; }

    /// <summary>When the batch began.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset Time { get; init; }

    /// <summary>What the user did; null but in <see cref="JournalLineKind.Intend"/>.</summary>
    public string? Summary { get; init; }

    /// <summary>The tasks it is about; empty when it is about the whole batch.</summary>
    public ImmutableArray<JournalTask> Tasks { get; init; } = [];

    /// <summary>See <see cref="JournalBatch.LeftOut"/>, a cpulist; null for nothing.</summary>
    public string? LeftOut { get; init; }

    /// <summary>The leaders of processes that are changed whole; null for none.</summary>
    public ImmutableArray<JournalTask>? Whole { get; init; }
}
