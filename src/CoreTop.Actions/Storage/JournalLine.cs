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

    /// <summary>What it says.</summary>
    public required JournalLineKind Kind { get; init; }

    /// <summary>The batch it belongs to.</summary>
    public required string Batch { get; init; }

    /// <summary>The boot it was written in, and the PID namespace.</summary>
    public required string Boot { get; init; }

    /// <summary>The host it was written on, see <see cref="JournalPlace.Host"/>; null in a line of CoreTop 0.1.</summary>
    public string? Host { get; init; }

    /// <summary>The kind of value it is about, see <see cref="StoredValue"/>; null in a line of CoreTop 0.1, which knew affinities only.</summary>
    public string? Value { get; init; }

    /// <summary>How many batches were folded into this one; 0 for a batch as it was made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Folded { get; init; }

    /// <summary>When the batch began.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset Time { get; init; }

    /// <summary>What the user did; null but in <see cref="JournalLineKind.Intend"/>.</summary>
    public string? Summary { get; init; }

    /// <summary>Whoever made the changes had not the rights to take any of them back: see <see cref="JournalBatch.IsOneWay"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOneWay { get; init; }

    /// <summary>The tasks it is about; empty when it is about the whole batch.</summary>
    public ImmutableArray<JournalTask> Tasks { get; init; } = [];

    /// <summary>More tasks, those with the same change together; null for none. Once a line is read, they are in <see cref="Tasks"/>.</summary>
    public ImmutableArray<JournalRun>? Runs { get; init; }

    /// <summary>See <see cref="JournalBatch.LeftOut"/>, a cpulist; null for nothing.</summary>
    public string? LeftOut { get; init; }

    /// <summary>The leaders of processes that are changed whole; null for none.</summary>
    public ImmutableArray<JournalTask>? Whole { get; init; }
}
