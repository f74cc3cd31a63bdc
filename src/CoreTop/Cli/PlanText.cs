using System.Globalization;
using System.Text;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Cli.Text;
using CoreTop.Model.Words;
using CoreTop.Os;
using CoreTop.Verdict;

namespace CoreTop.Cli;

/// <summary>What <c>coretop rebalance</c> prints for people.</summary>
internal static class PlanText
{
    /// <summary>The text.</summary>
    /// <param name="report">What is planned, and what became of it.</param>
    /// <param name="width">Where rows of the table are cut; null for nowhere.</param>
    public static string Of(RebalanceReport report, int? width)
    {
        var text = new StringBuilder();
        foreach (Finding finding in report.Diagnosis.Findings)
        {
            if (finding.Severity == FindingSeverity.Warning)
            {
                text.Append(PlainText.Clean(finding.Message)).Append('\n');
            }
        }

        if (report.Plan.IsEmpty)
        {
            return text.Append(report.WhyEmpty).Append('\n').ToString();
        }

        RebalancePlan plan = report.Plan;
        string most = plan.IsMost ? "up to " : string.Empty;
        text.Append(
            CultureInfo.InvariantCulture,
            $"Plan, {RebalanceText.Name(plan.Strategy)}: {Count.Of(plan.Changes.Length, "change")}; tasks that want a CPU get "
            + $"{Count.Cores(plan.CoresBefore)} cores now, {most}{Count.Cores(plan.CoresAfter)} then ({most}{Count.Change(plan.CoresAfter - plan.CoresBefore)}).\n\n");
        AppendTable(text, report, width);
        text.Append(report.Outcome is null ? Commands(plan) : $"\n{Done(report)}\n");
        return text.ToString();
    }

    private static void AppendTable(StringBuilder text, RebalanceReport report, int? width)
    {
        bool isDone = report.Outcome is not null;
        var table = new TextTable(
        [
            ("    TASK", false), ("COMMAND", true), ("NOW", true), ("NEW", true),
            .. isDone ? [("RESULT", true)] : Array.Empty<(string, bool)>(), ("REASON", true),
        ]);
        foreach (PlannedChange change in report.Plan.Changes)
        {
            table.Add(
            [
                change.Tid.ToString(CultureInfo.InvariantCulture),
                change.Name,
                change.From.ToString(),
                RebalanceText.To(change),
                .. isDone ? [report.ResultOf(change)] : Array.Empty<string>(),
                change.Reason,
            ]);
        }

        table.AppendTo(text, width);
    }

    private static string Commands(RebalancePlan plan)
    {
        var text = new StringBuilder("\nThe same by hand:\n");
        foreach (PlannedChange change in plan.Changes)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {change.Command}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nNothing was changed: {CliOptions.Apply.Name} does it.\n").ToString();
    }

    private static string Done(RebalanceReport report)
    {
        string undo = $"\"{ProgramVersion.ProgramName} undo\"";
        var text = new StringBuilder(report.Gain is { } gain
            ? GainText.Of(report.Outcome!, gain, isLast: true, undo)
            : GainText.Done(report.Outcome!));
        foreach (Finding finding in report.FoundSince)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nFound since: {finding.Message}");
        }

        string sentences = text.Replace("→", "->").ToString();
        return string.Join('\n', sentences.Split('\n').Select(PlainText.Clean));
    }
}
