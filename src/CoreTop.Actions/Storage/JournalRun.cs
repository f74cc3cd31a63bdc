using System.Text.Json.Serialization;

namespace CoreTop.Actions.Storage;

/// <summary>Tasks of one process that have their name and their change in common.</summary>
internal sealed record JournalRun
{
    /// <summary>See <see cref="JournalTask.Pid"/>.</summary>
    public required int Pid { get; init; }

    /// <summary>See <see cref="JournalTask.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary>See <see cref="JournalTask.From"/>.</summary>
    public required string From { get; init; }

    /// <summary>See <see cref="JournalTask.To"/>.</summary>
    public required string To { get; init; }

    /// <summary>See <see cref="JournalTask.WasUnrestricted"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WasUnrestricted { get; init; }

    /// <summary>See <see cref="JournalTask.IsRelease"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsRelease { get; init; }

    /// <summary>The tasks: see <see cref="TaskRunText"/>.</summary>
    public required string Tasks { get; init; }
}
