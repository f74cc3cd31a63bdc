using System.Globalization;
using System.Text;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Placement;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>Says what became of a change of nice value, I/O priority or policy.</summary>
internal static class ValueText
{
    /// <summary>One target in one sentence.</summary>
    /// <param name="outcome">With any sentence.</param>
    /// <param name="noun">What was changed.</param>
    /// <param name="had">The value of those that had it already; null when they differ or there is none.</param>
    public static string Of(TaskOutcome outcome, string noun, string? had)
    {
        string who = TaskText.Task(outcome.Target.Name, outcome.Target.Task.Tid);
        int refused = outcome.Refusals.Length;
        if (outcome is { Done: 0, Unchanged: 0 })
        {
            return $"{RefusalText.OfTarget(outcome.Target.Name, outcome.Target.Task.Tid, outcome.Refusals)}.";
        }

        bool isOne = outcome.Done + outcome.Unchanged + refused == 1;
        var text = new StringBuilder($"{who}: ");
        if (outcome.Done > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{noun} {AlikeChanges.Text(outcome.Changes.Select(Text), isOne ? null : "thread")}");
            text.Append(outcome.Unchanged > 0 ? $", {outcome.Unchanged} had it already" : string.Empty);
        }
        else
        {
            string value = had is null ? "it" : $"{noun} {had}";
            text.Append(isOne ? $"has {value} already"
                : refused > 0 ? $"{Count.Of(outcome.Unchanged, "thread")} had {value} already"
                : $"all {outcome.Unchanged} threads have {value} already");
        }

        text.Append(refused > 0 ? $"; {Refused(outcome.Refusals)}" : string.Empty);
        text.Append(outcome.IsSettled ? string.Empty : $"; {TaskText.Unsettled}");
        return text.Append(outcome.IsRecorded ? TaskText.OnlyRecorded : string.Empty).Append('.').ToString();
    }

    /// <summary>Several targets in one sentence.</summary>
    public static string OfBatch(IReadOnlyList<TaskOutcome> outcomes, string noun, string unit)
    {
        int unchanged = outcomes.Sum(outcome => outcome.Unchanged);
        TaskChange[] changes = [.. outcomes.SelectMany(outcome => outcome.Changes)];
        TaskRefusal[] refusals = [.. outcomes.SelectMany(outcome => outcome.Refusals)];
        var parts = new List<string>();
        if (changes.Length > 0)
        {
            parts.Add($"{noun} {AlikeChanges.Text(changes.Select(Text), unit)}");
        }

        if (unchanged > 0)
        {
            parts.Add($"{unchanged} had it already");
        }

        if (refusals.Length > 0)
        {
            string how = refusals.Any(IsAccepted) ? "not as asked" : "refused";
            parts.Add($"{refusals.Length} {how}: {RefusalText.Together(refusals)}");
        }

        if (outcomes.FirstOrDefault(outcome => !outcome.IsSettled) is { } unsettled)
        {
            parts.Add($"{TaskText.Task(unsettled.Target.Name, unsettled.Target.Task.Tid)}: {TaskText.Unsettled}");
        }

        string recorded = outcomes.Any(outcome => outcome.IsRecorded) ? TaskText.OnlyRecorded : string.Empty;
        return $"{Capital(string.Join("; ", parts))}{recorded}.";
    }

    private static string Refused(IReadOnlyList<TaskRefusal> refusals)
    {
        string how = refusals[0].Result == ControlResult.TaskGone ? string.Empty
            : $"{Count.Of(refusals.Count, "thread")}{(IsAccepted(refusals[0]) ? ": " : " left alone: ")}";
        return $"{how}{refusals[0].Why}";
    }

    private static bool IsAccepted(TaskRefusal refusal) => refusal.Result == ControlResult.NotInEffect;

    private static string Text(TaskChange change) => $"{change.FromText} → {change.ToText}";

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
