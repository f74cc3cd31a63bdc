namespace CoreTop.Listing.Texts;

/// <summary>How the command of a task is shown.</summary>
internal enum CommandMode
{
    /// <summary>The command line; of a thread, which has none of its own, its name.</summary>
    CommandLine = 0,

    /// <summary>The command line, with the task's own name marked in it, or before it when it is not in it.</summary>
    Merged,

    /// <summary>The task's own name alone.</summary>
    Name,

    /// <summary>The command line; of a thread that of its process.</summary>
    Whole,
}
