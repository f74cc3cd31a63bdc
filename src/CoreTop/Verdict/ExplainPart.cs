namespace CoreTop.Verdict;

/// <summary>What a line of an explanation is.</summary>
internal enum ExplainPart
{
    /// <summary>An ordinary sentence, or an empty line.</summary>
    Text = 0,

    /// <summary>The message of a warning.</summary>
    Warning,

    /// <summary>The message of a note.</summary>
    Note,

    /// <summary>Says what the lines below it are.</summary>
    Heading,

    /// <summary>The heading of the table of tasks.</summary>
    TableHeading,

    /// <summary>A row of the table of tasks.</summary>
    Table,

    /// <summary>A shell command.</summary>
    Command,
}
