using System.Globalization;
using CoreTop.Actions.Storage;
using CoreTop.Model.Placement;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>Says what one undo would do, before it does.</summary>
public static class UndoQuestion
{
    /// <summary>A question without its question mark: what the user did, to which task, from which value to which, and who else made it.</summary>
    /// <param name="reach">The batches that the undo may come to, the first of them first.</param>
    /// <param name="journal">Knows which of them this run made.</param>
    /// <param name="time">The clock.</param>
    /// <param name="otherUser">The name of the user that a task belongs to; null where that is whoever runs this program, or is not known.</param>
    public static string Of(
        IReadOnlyList<JournalBatch> reach, ChangeJournal journal, TimeProvider time, Func<TaskChange, string?> otherUser) => string.Join(
        "; if that is refused, ",
        reach.Select((batch, at) =>
            $"{(at == 0 ? "Undo" : "undo")} \"{TaskText.Name(batch.Summary)}\"{Maker(batch, journal, time)}, {What(batch, otherUser)}"));

    /// <summary>Another run made one of them, so that the user of this one may never have seen it.</summary>
    /// <param name="reach">The batches that the undo may come to.</param>
    /// <param name="journal">Knows which of them this run made.</param>
    public static bool IsOfAnotherRun(IReadOnlyList<JournalBatch> reach, ChangeJournal journal) => reach.Any(batch => !journal.IsOfThisRun(batch));

    private static string Maker(JournalBatch batch, ChangeJournal journal, TimeProvider time)
    {
        if (journal.IsOfThisRun(batch))
        {
            return string.Empty;
        }

        DateTimeOffset made = TimeZoneInfo.ConvertTime(batch.Time, time.LocalTimeZone);
        string when = made.ToString(made.Date == time.GetLocalNow().Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $" of {when} by another run";
    }

    private static string What(JournalBatch batch, Func<TaskChange, string?> otherUser)
    {
        List<string> users = [.. batch.Changes.Select(otherUser).OfType<string>()];
        string owners = OwnersText.Of(users.Count, batch.Changes.Length, [.. users.Distinct()]);
        List<string> changes = [.. batch.Changes.Select(change => $"{change.ToText} → {change.FromText}")];
        return $"{Whom(batch)}{owners}: {AlikeChanges.Text(changes, changes.TrueForAll(change => change == changes[0]) ? null : "task")}";
    }

    private static string Whom(JournalBatch batch)
    {
        int tasks = batch.Changes.Length;
        TaskChange first = batch.Changes.FirstOrDefault(change => change.Task.Tid == change.Pid) ?? batch.Changes[0];
        string name = TaskText.Task(first.Name, first.Task.Tid);
        return tasks == 1 ? name
            : batch.Changes.All(change => change.Pid == first.Pid) ? $"{name} ({Count.Of(tasks, "thread")})"
            : $"{name} and {Count.Of(tasks - 1, "other task")}";
    }
}
