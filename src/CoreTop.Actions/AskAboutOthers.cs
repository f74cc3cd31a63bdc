namespace CoreTop.Actions;

/// <summary>How often it is asked before a change of another user's tasks.</summary>
public enum AskAboutOthers
{
    /// <summary>Once in a run for each user.</summary>
    OncePerUser = 0,

    /// <summary>Each time.</summary>
    Always,

    /// <summary>Not at all.</summary>
    Never,
}
