using System.Globalization;
using System.Text;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Placement;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>Says what became of an undo.</summary>
internal static class UndoText
{
    /// <summary>One sentence, and the journal's problem after it.</summary>
    /// <param name="outcome">With any sentence.</param>
    public static string Of(UndoOutcome outcome)
    {
        string text = outcome.IsBlocked ? Blocked(outcome)
            : outcome.Restored.IsEmpty && outcome.Skipped.Any(skip => skip.IsNotInEffect) ? SetBack(outcome)
            : Undone(outcome);
        return outcome.JournalProblem is { } problem
            ? $"{text} That could not be recorded, so the next run will offer it again: {problem}"
            : text;
    }

    // What stands in the way is said, and what to do about it: wait for it, or pass to the one before.
    private static string Blocked(UndoOutcome outcome)
    {
        UndoSkip first = outcome.Skipped.First(skip => skip.IsKept);
        string others = outcome.Kept > 1 ? $" (and {Count.Of(outcome.Kept - 1, "task")} more)" : string.Empty;
        return $"\"{TaskText.Name(outcome.Batch.Summary)}\" is not undone: {Who(first)}, {UndoWords.Back(outcome.Batch, first.Change)}: {first.Why}{others}. "
            + (outcome.Batch.IsOneWay
                ? "It stays in the journal; undo continues with the change before it."
                : "It stays in the journal; if it is refused again, undo continues with the change before it.");
    }

    private static string SetBack(UndoOutcome outcome)
    {
        UndoSkip[] notInEffect = [.. outcome.Skipped.Where(skip => skip.IsNotInEffect)];
        string others = notInEffect.Length > 1 ? $" (and {Count.Of(notInEffect.Length - 1, "task")} more)" : string.Empty;
        return $"\"{TaskText.Name(outcome.Batch.Summary)}\" was undone, but that no longer holds: "
            + $"{Who(notInEffect[0])}: {notInEffect[0].Why}{others}.";
    }

    private static string Undone(UndoOutcome outcome)
    {
        int restored = outcome.Restored.Length, former = outcome.Skipped.Count(skip => skip.HasFormer);
        int notInEffect = outcome.Skipped.Count(skip => skip.IsNotInEffect);
        string verb = outcome.Kept > 0 || notInEffect > 0 ? "Partly undid" : restored + former > 0 ? "Undid" : "There is nothing left to undo of";
        var text = new StringBuilder($"{verb} \"{TaskText.Name(outcome.Batch.Summary)}\": ");
        if (restored == 1)
        {
            TaskChange only = outcome.Restored[0];
            text.Append(CultureInfo.InvariantCulture, $"{TaskText.Task(only.Name, only.Task.Tid)} has {UndoWords.After(outcome.Batch, only)} again");
        }
        else
        {
            text.Append(restored > 0 ? $"{restored} tasks have their former {UndoWords.Former(outcome.Batch, restored)} again" : string.Empty);
        }

        if (former > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Comma()}{Count.Of(former, "task")} had {(former == 1 ? "its" : "their")} former {UndoWords.Former(outcome.Batch, former)} already");
        }

        if (outcome.Trimmed > 0)
        {
            string fewer = outcome.Trimmed == restored ? "but fewer" : $"{outcome.Trimmed} of them fewer";
            text.Append(CultureInfo.InvariantCulture, $", {fewer}: the others are offline or outside its cpuset now");
        }

        int ended = outcome.Skipped.Count(HasEnded);
        if (ended > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Comma()}{Count.Of(ended, "task")} ended meanwhile");
        }

        UndoSkip? first = outcome.Skipped.FirstOrDefault(skip => skip is { IsKept: true, IsNotInEffect: false })
            ?? outcome.Skipped.FirstOrDefault(skip => !HasEnded(skip) && skip is { HasFormer: false, IsNotInEffect: false });
        if (first is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Comma()}{outcome.Skipped.Length - ended - former - notInEffect} left alone: {Who(first)}: {first.Why}");
        }

        if (outcome.Skipped.FirstOrDefault(skip => skip.IsNotInEffect) is { } setBack)
        {
            text.Append(CultureInfo.InvariantCulture, $", {Count.Of(notInEffect, "task")} not: {Who(setBack)}: {setBack.Why}");
        }

        text.Append(outcome.IsSettled ? string.Empty : "; threads that started meanwhile may have been missed");
        text.Append(outcome.Kept > 0 ? "; undo tries that again" : string.Empty);
        return text.Append(outcome.Batch.IsRecorded ? TaskText.OnlyRecorded : string.Empty).Append('.').ToString();

        string Comma() => text[^1] == ' ' ? string.Empty : ", ";
    }

    private static bool HasEnded(UndoSkip skip) => skip.Why == ControlResult.TaskGone.Reason();

    private static string Who(UndoSkip skip) => TaskText.Task(skip.Change.Name, skip.Change.Task.Tid);
}
