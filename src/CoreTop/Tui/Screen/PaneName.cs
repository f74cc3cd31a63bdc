namespace CoreTop.Tui.Screen;

/// <summary>A pane that a key of another opens.</summary>
internal enum PaneName
{
    /// <summary>Keys, columns and signs.</summary>
    Help = 0,

    /// <summary>The core panel, which is always in view and opened to have the keyboard.</summary>
    Cores,

    /// <summary>What is wrong, and why.</summary>
    Explain,

    /// <summary>Tasks by CPUs.</summary>
    Job,

    /// <summary>What would be moved where.</summary>
    Balance,

    /// <summary>All there is to know of one process.</summary>
    Details,

    /// <summary>The details at the whole command line.</summary>
    Command,

    /// <summary>The details at the environment.</summary>
    Environment,

    /// <summary>The details at the open files.</summary>
    Files,

    /// <summary>Meters, columns, options, theme.</summary>
    Setup,

    /// <summary>The setup screen at the columns.</summary>
    Columns,

    /// <summary>The CPUs that tasks may use.</summary>
    AffinityEditor,
}
