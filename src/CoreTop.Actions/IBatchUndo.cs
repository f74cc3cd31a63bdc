using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>A batch that was taken back.</summary>
internal interface IBatchUndo
{
    /// <summary>Looks once more at what was restored.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="seen">Tasks that were taken back further since; those of this batch are added.</param>
    UndoOutcome LookAgain(UndoOutcome outcome, HashSet<TaskKey> seen);
}
