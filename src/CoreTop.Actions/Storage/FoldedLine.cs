using CoreTop.Model.Placement;

namespace CoreTop.Actions.Storage;

/// <summary>Writes a folded batch as one line, its tasks by what they have in common.</summary>
internal static class FoldedLine
{
    /// <summary>The line.</summary>
    public static JournalLine Of(JournalBatch batch, JournalPlace place) => new()
    {
        V = JournalLine.CurrentVersion,
        Kind = JournalLineKind.Intend,
        Value = batch.Value,
        Batch = batch.Id,
        Boot = place.Boot,
        Host = place.Host,
        Time = batch.Time,
        Summary = batch.Summary,
        Folded = batch.Folded,
        Runs = [.. batch.Changes.GroupBy(In).Select(group => Run(batch.Stored.Write(group.Key), group))],
        LeftOut = batch.LeftOut.IsEmpty ? null : batch.LeftOut.ToString(),
        Whole = batch.WholeProcesses.IsEmpty ? null : JournalTask.OfWhole(batch.WholeProcesses),
    };

    private static TaskChange In(TaskChange change) => change with { Task = default };

    private static JournalRun Run(JournalTask same, IEnumerable<TaskChange> changes) => new()
    {
        Pid = same.Pid,
        Name = same.Name!,
        From = same.From!,
        To = same.To!,
        WasUnrestricted = same.WasUnrestricted,
        IsRelease = same.IsRelease,
        Tasks = TaskRunText.Write(changes.Select(change => change.Task).OrderBy(task => task.Tid)),
    };
}
