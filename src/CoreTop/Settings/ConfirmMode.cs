namespace CoreTop.Settings;

/// <summary>Whether a change by a single key waits for Enter.</summary>
internal enum ConfirmMode
{
    /// <summary>The first one of a run does.</summary>
    First = 0,

    /// <summary>Each does.</summary>
    Always,

    /// <summary>None does.</summary>
    Never,
}
