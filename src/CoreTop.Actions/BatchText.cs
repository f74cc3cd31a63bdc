using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>Says what became of a batch.</summary>
internal static class BatchText
{
    /// <summary>One sentence, and what stopped it after that; the request's own when it is one.</summary>
    /// <param name="outcomes">One for each request.</param>
    /// <param name="journalProblem">Why the journal could not be written; null when it could.</param>
    public static string Of(ImmutableArray<AffinityOutcome> outcomes, string? journalProblem)
    {
        int changed = outcomes.Sum(outcome => outcome.Changes.Length);
        var parts = new List<string>();
        if (outcomes.Length == 1)
        {
            parts.Add(outcomes[0].Sentence);
        }
        else if (outcomes.Length > 1)
        {
            var text = new StringBuilder($"{Count.Of(changed, "task")} changed");
            if (outcomes.Sum(outcome => outcome.Unchanged) is > 0 and var unchanged)
            {
                text.Append(CultureInfo.InvariantCulture, $", {unchanged} had it already");
            }

            TaskRefusal[] refusals = [.. outcomes.SelectMany(outcome => outcome.Refusals)];
            if (refusals is [{ } first, ..])
            {
                text.Append(CultureInfo.InvariantCulture, $", {refusals.Length} not: {first.Who}: {first.Why}");
            }

            if (outcomes.FirstOrDefault(outcome => !outcome.IsSettled) is { } unsettled)
            {
                string who = TaskText.Task(unsettled.Request.Name, unsettled.Request.Task.Tid);
                text.Append(CultureInfo.InvariantCulture, $"; {who}: {unsettled.WhyUnsettled}");
            }

            bool isRecorded = outcomes.Any(outcome => outcome.IsRecorded);
            parts.Add(text.Append(isRecorded ? TaskText.OnlyRecorded : string.Empty).Append('.').ToString());
        }

        if (journalProblem is not null)
        {
            parts.Add($"{(changed == 0 ? "Nothing changed" : "Stopped there")}: {journalProblem}");
        }

        return parts.Count == 0 ? "Nothing to change." : string.Join(' ', parts);
    }
}
