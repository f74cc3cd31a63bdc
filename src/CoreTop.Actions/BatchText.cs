using System.Globalization;
using System.Text;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>Says what became of a batch.</summary>
internal static class BatchText
{
    /// <summary>One sentence, and what stopped it after that; the request's own when it is one.</summary>
    public static string Of(BatchOutcome batch)
    {
        var parts = new List<string>();
        if (batch.Outcomes.Length == 1)
        {
            parts.Add(batch.Outcomes[0].Sentence);
        }
        else if (batch.Outcomes.Length > 1)
        {
            var text = new StringBuilder($"{Count.Of(batch.Changed, "task")} changed");
            if (batch.Unchanged > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $", {batch.Unchanged} had it already");
            }

            if (batch.Outcomes.SelectMany(outcome => outcome.Refusals).FirstOrDefault() is { } first)
            {
                string who = TaskText.Task(first.Name, first.Task.Tid);
                text.Append(CultureInfo.InvariantCulture, $", {batch.Refused} not: {who}: {first.Why}");
            }

            if (batch.Outcomes.FirstOrDefault(outcome => !outcome.IsSettled) is { } unsettled)
            {
                string who = TaskText.Task(unsettled.Request.Name, unsettled.Request.Task.Tid);
                text.Append(CultureInfo.InvariantCulture, $"; {who}: {unsettled.WhyUnsettled}");
            }

            bool isRecorded = batch.Outcomes.Any(outcome => outcome.IsRecorded);
            parts.Add(text.Append(isRecorded ? TaskText.OnlyRecorded : string.Empty).Append('.').ToString());
        }

        if (batch.JournalProblem is not null)
        {
            parts.Add($"{(batch.Changed == 0 ? "Nothing changed" : "Stopped there")}: {batch.JournalProblem}");
        }

        return parts.Count == 0 ? "Nothing to change." : string.Join(' ', parts);
    }
}
