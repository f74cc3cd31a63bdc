using System.Text.Json.Serialization;

namespace CoreTop.Actions.Storage;

/// <summary>What a line of the journal tells.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalLineKind>))]
internal enum JournalLineKind
{
    /// <summary>Changes that are about to be made.</summary>
    Intend = 0,

    /// <summary>What became of them. After the batch was taken back, it tells of changes that were made since.</summary>
    Result,

    /// <summary>The batch was taken back: all of it that was made by then.</summary>
    Undone,

    /// <summary>The batch was to be taken back, and its tasks in the line need no undo any more; the others do.</summary>
    PartlyUndone,
}
