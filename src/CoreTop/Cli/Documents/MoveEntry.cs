using CoreTop.Actions.Storage;
using CoreTop.Model.Placement;

namespace CoreTop.Cli.Documents;

/// <summary>A task with a value before and after, in an <see cref="UndoDocument"/> or <see cref="UndoListDocument"/>.</summary>
internal sealed record MoveEntry(int Pid, int Tid, string Command, string Value, string From, string To)
{
    /// <summary>Makes the entry.</summary>
    /// <param name="change">The change.</param>
    /// <param name="batch">The batch it is of.</param>
    public static MoveEntry Of(TaskChange change, JournalBatch batch) =>
        new(change.Pid, change.Task.Tid, change.Name, batch.Value, change.FromText, change.ToText);
}
