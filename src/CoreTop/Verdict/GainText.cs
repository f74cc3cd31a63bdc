using System.Globalization;
using System.Text;
using CoreTop.Actions;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Words;

namespace CoreTop.Verdict;

/// <summary>Says how a rebalancing went.</summary>
internal static class GainText
{
    /// <summary>What was changed, before anything is measured.</summary>
    public static string Done(RebalanceOutcome outcome)
    {
        if (outcome.JournalProblem is { } problem)
        {
            return outcome.Moved.Count == 0 ? $"Nothing was changed: {problem}" : $"{Moved(outcome)}, then it stopped: {problem}";
        }

        return $"{Moved(outcome)}{Refused(outcome)}{Unsettled(outcome)}{(outcome.IsRecorded ? " (only recorded: this is not the running machine)" : string.Empty)}.";
    }

    /// <summary>What it gained; null while it is too early to say that it did not gain anything.</summary>
    /// <param name="outcome">What was done.</param>
    /// <param name="gain">The measurement.</param>
    /// <param name="isLast">No measurement comes after it.</param>
    /// <param name="undo">The key or command that takes it back.</param>
    public static string? Of(RebalanceOutcome outcome, Gain gain, bool isLast, string undo)
    {
        if (!isLast && !gain.IsReached)
        {
            return null;
        }

        string times = string.Create(CultureInfo.InvariantCulture, $" after {Math.Round(gain.After.TotalSeconds):0} s: ");
        string cores = $"{Count.Cores(gain.CoresBefore)} → {Count.Cores(gain.CoresAfter)}";
        string change = Count.Change(gain.Cores);
        var text = new StringBuilder(Moved(outcome));
        text.Append(gain switch
        {
            { IsReached: true } => $"; {change} cores{times}{cores}",
            { IsNothing: true } => $", but nothing was gained{times}{cores} cores",
            _ => $"; only {change} of {Count.Change(gain.Expected)} cores{times}{cores}",
        });
        if (gain.Ended > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {Count.Of(gain.Ended, "task")} ended meanwhile");
        }

        if (gain.SetAgain > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {Count.Of(gain.SetAgain, "task")} given another affinity by somebody else since");
        }

        return text.Append(Refused(outcome)).Append(Unsettled(outcome)).Append('.').Append(gain.IsReached ? string.Empty : $" {undo} takes it back.").ToString();
    }

    private static string Moved(RebalanceOutcome outcome)
    {
        int all = outcome.Moved.Count + outcome.Unchanged + outcome.Refused.Count;
        return outcome.Moved.Count == all ? $"{Count.Of(all, "task")} moved" : $"{outcome.Moved.Count} of {Count.Of(all, "task")} moved";
    }

    private static string Unsettled(RebalanceOutcome outcome) => outcome.Unsettled.FirstOrDefault() is { } first
        ? $"; {first.Request.Name} {first.Request.Task.Tid}: {first.WhyUnsettled}"
        : string.Empty;

    private static string Refused(RebalanceOutcome outcome) => outcome.Refused.ToArray() switch
    {
        [] => string.Empty,
        [TaskRefusal only] => $"; {only.Name} {only.Task.Tid}: {only.Why}",
        [TaskRefusal first, ..] => $"; {outcome.Refused.Count} not, such as {first.Name} {first.Task.Tid}: {first.Why}",
    };
}
