namespace CoreTop.Settings;

/// <summary>Whether a change by a single key waits for Enter, and how often root is asked about another user's tasks.</summary>
internal enum ConfirmMode
{
    /// <summary>The first one of a run does; each other user is asked about once.</summary>
    First = 0,

    /// <summary>Each does, and each change of another user's tasks.</summary>
    Always,

    /// <summary>None does.</summary>
    Never,
}
