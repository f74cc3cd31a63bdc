namespace CoreTop.Tui.Panes.Job;

/// <summary>Which tasks the job view shows.</summary>
internal enum JobSource
{
    /// <summary>Those that the selected one belongs to: its batch job, its launcher's ranks, or its program.</summary>
    Program = 0,

    /// <summary>The tagged ones.</summary>
    Tags,

    /// <summary>Those of the worst finding.</summary>
    Finding,
}
