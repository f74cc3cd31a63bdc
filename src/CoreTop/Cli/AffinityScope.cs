namespace CoreTop.Cli;

/// <summary>Which tasks a PID on the command line stands for.</summary>
internal enum AffinityScope
{
    /// <summary>Every thread of the process.</summary>
    Process = 0,

    /// <summary>The one thread of that tid.</summary>
    Thread,

    /// <summary>Every thread of the process and of all its descendants.</summary>
    Tree,
}
