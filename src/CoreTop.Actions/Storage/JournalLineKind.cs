using System.Text.Json.Serialization;

namespace CoreTop.Actions.Storage;

/// <summary>What a line of the journal says.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JournalLineKind>))]
internal enum JournalLineKind
{
    /// <summary>Changes that are about to be made.</summary>
    Intend = 0,

    /// <summary>What became of them. After the batch was taken back, it is about changes that were made since.</summary>
    Result,

    /// <summary>The batch was taken back: all of it that was made by then.</summary>
    Undone,

    /// <summary>The batch was taken back as far as possible: its tasks in the line no longer need undo; the others do.</summary>
    PartlyUndone,
}
