using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Processes;

/// <summary>One row of the process list.</summary>
/// <param name="Process">The process.</param>
/// <param name="Thread">The thread the row stands for; null when it stands for the whole process.</param>
/// <param name="Depth">How many ancestors are shown above it in the tree; 0 in the flat list.</param>
internal readonly record struct ProcessRow(ProcessLoad Process, TaskLoad? Thread, int Depth)
{
    /// <summary>The thread, or the process as a whole.</summary>
    public TaskLoad Task => Thread ?? Process;

    /// <summary>What a tag, the cursor and a change hold on to.</summary>
    public RowKey Key => new(Task.Key, Thread is not null);
}
