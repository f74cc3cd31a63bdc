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
        Value = JournalLine.AffinityValue,
        Batch = batch.Id,
        Boot = place.Boot,
        Host = place.Host,
        Time = batch.Time,
        Summary = batch.Summary,
        Folded = batch.Folded,
        Runs = [.. batch.Changes.GroupBy(In).Select(group => Run(group.Key, group))],
        LeftOut = batch.LeftOut.IsEmpty ? null : batch.LeftOut.ToString(),
        Whole = batch.WholeProcesses.IsEmpty ? null : JournalTask.OfWhole(batch.WholeProcesses),
    };

    private static AffinityChange In(AffinityChange change) => change with { Task = default };

    private static JournalRun Run(AffinityChange same, IEnumerable<AffinityChange> changes) => new()
    {
        Pid = same.Pid,
        Name = same.Name,
        From = same.From.ToString(),
        To = same.To.ToString(),
        WasUnrestricted = same.WasUnrestricted,
        IsRelease = same.IsRelease,
        Tasks = TaskRunText.Write(changes.Select(change => change.Task).OrderBy(task => task.Tid)),
    };
}
