using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CoreTop.Actions.Storage;

/// <summary>One task in a line of the journal. What its values look like is up to the kind: <see cref="StoredValue"/>.</summary>
internal sealed record JournalTask
{
    /// <summary>The task.</summary>
    public required int Tid { get; init; }

    /// <summary>Its start: <c>stat</c> field 22.</summary>
    public required ulong Start { get; init; }

    /// <summary>The process it belongs to; 0 in results.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Pid { get; init; }

    /// <summary>Its comm; null in results.</summary>
    public string? Name { get; init; }

    /// <summary>Value before; null in results.</summary>
    public string? From { get; init; }

    /// <summary>Value intended or, in results, read back; null when it was not changed.</summary>
    public string? To { get; init; }

    /// <summary>See <see cref="CoreTop.Model.Placement.AffinityChange.WasUnrestricted"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WasUnrestricted { get; init; }

    /// <summary>See <see cref="CoreTop.Model.Placement.AffinityChange.IsRelease"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRelease { get; init; }

    /// <summary>See <see cref="WholeProcess.LatestStartTicks"/>; null except for processes that are changed whole.</summary>
    public ulong? Latest { get; init; }

    /// <summary>The machine was only looked at, so nothing was written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRecorded { get; init; }

    /// <summary>The leaders of processes that are changed whole.</summary>
    public static ImmutableArray<JournalTask> OfWhole(IEnumerable<WholeProcess> processes) =>
    [
        .. processes.Select(whole => new JournalTask
        {
            Tid = whole.Leader.Tid,
            Start = whole.Leader.StartTicks,
            Latest = whole.LatestStartTicks,
        }),
    ];
}
