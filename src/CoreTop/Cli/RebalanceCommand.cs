using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using CoreTop.Actions;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Cli.Documents;
using CoreTop.Kernel;
using CoreTop.Listing.Lists;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Model.Words;
using CoreTop.Sampling;
using CoreTop.Verdict;

namespace CoreTop.Cli;

/// <summary><c>coretop rebalance</c>.</summary>
internal static class RebalanceCommand
{
    private static readonly TimeSpan ReadingEvery = TimeSpan.FromSeconds(1);

    // A gain reached this late is not an accident, so the last mark is not waited for.
    private static readonly TimeSpan EarlyEnd = TimeSpan.FromSeconds(1.5);

    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        using Machine machine = MachineValues.Open(line, host);
        bool applies = line.GetValue(CliOptions.Apply);
        if (applies && ChangeCommand.WhyNot(line, machine, host) is { } why)
        {
            return host.Fail(why);
        }

        if (!BoundsValues.TryFind(line, machine, host, out CpuBounds? bounds))
        {
            return ExitCode.BadUsage;
        }

        var reader = new DiagnosisReader(machine, host);
        reader.Options = reader.Options with { Bounds = bounds };
        Reading reading = reader.Read(line.GetValue(CliOptions.Interval));
        Snapshot snapshot = reading.Snapshot!;
        int? uid = null;
        IReadOnlyList<int> pids = line.GetValue(CliOptions.Pids) ?? [];
        IReadOnlyList<int> chosen = pids;
        if (line.GetValue(CliOptions.User) is ['!', .. var other])
        {
            chosen = OfOthers(snapshot, other, pids);
            if (chosen.Count == 0)
            {
                return host.Fail($"no process of a user but {other} is here.");
            }
        }
        else if (line.GetValue(CliOptions.User) is { } user && (uid = FindUid(snapshot, user)) is null)
        {
            return host.Fail($"user {user} has no process here.");
        }

        var options = new RebalanceOptions
        {
            Strategy = line.GetValue(CliOptions.Strategy),
            Pids = [.. chosen],
            Uid = uid,
            OwnPid = reader.Options.OwnPid,
        };
        var report = new RebalanceReport
        {
            Diagnosis = reading.Diagnosis,
            Snapshot = snapshot,
            Plan = RebalancePlanner.Plan(reading.Diagnosis, options),
            Missing = [.. pids.Where(pid => snapshot.Processes.All(process => process.Pid != pid))],
            IsRestricted = chosen.Count > 0 || uid is not null,
        };
        return Print(applies && !report.Plan.IsEmpty ? Apply(report, reader, machine, line, host) : report, line, host);
    }

    private static RebalanceReport Apply(
        RebalanceReport report, DiagnosisReader reader, Machine machine, ParseResult line, CliHost host)
    {
        RebalancePlan plan = report.Plan;
        AffinityEditor editor = MachineJournal.OpenEditor(machine, host);
        string summary = $"rebalance, {RebalanceText.Name(plan.Strategy)}: {Count.Of(plan.Changes.Length, "change")}";
        BatchOutcome batch = ChangeCommand.ApplyAndLookAgain(
            editor, summary, RebalanceRequests.Of(plan.Changes), line.GetValue(CliOptions.WithoutUndo), host);
        RebalanceReport applied = report with { Outcome = new RebalanceOutcome(batch) };
        if (!machine.IsLive || applied.Outcome.Moved.Count == 0)
        {
            return applied;
        }

        reader.Options = reader.Options with { Applied = AppliedChanges.Of(editor.Journal.Batches) };
        return Measure(applied, reader);
    }

    private static RebalanceReport Measure(RebalanceReport report, DiagnosisReader reader)
    {
        RebalancePlan plan = report.Plan;
        var measurement = GainMeasurement.Start(
            plan.Basis, report.Outcome!.Moved, plan.CoresAfter - plan.CoresBefore);
        Diagnosis last = Diagnosis.Nothing;
        while (!measurement.IsOver && reader.Next() is { } reading)
        {
            measurement = measurement.Next(reading.Snapshot!);
            last = reading.Diagnosis;
            if (measurement.IsOver || measurement.Latest is { IsReached: true } gain && gain.After > EarlyEnd)
            {
                break;
            }

            reader.Wait(ReadingEvery);
        }

        return report with { Gain = measurement.Latest, FoundSince = Since(report.Diagnosis, last) };
    }

    private static ImmutableArray<Finding> Since(Diagnosis first, Diagnosis last) =>
    [
        .. last.Findings.Where(finding => finding.Severity == FindingSeverity.Warning
            && !first.Findings.Any(known => (known.Rule, known.Subject) == (finding.Rule, finding.Subject))),
    ];

    private static int[] OfOthers(Snapshot snapshot, string user, IReadOnlyList<int> pids) =>
    [
        .. snapshot.Processes
            .Where(process => process.Details is { } details && !ProcessRows.IsOf(user, details) && (pids.Count == 0 || pids.Contains(process.Pid)))
            .Select(process => process.Pid),
    ];

    private static int? FindUid(Snapshot snapshot, string user) =>
        uint.TryParse(user, NumberStyles.None, CultureInfo.InvariantCulture, out uint uid)
            ? unchecked((int)uid)
            : snapshot.Processes.FirstOrDefault(process => process.Details?.User == user)?.Details!.Uid;

    private static int Print(RebalanceReport report, ParseResult line, CliHost host)
    {
        if (line.GetValue(CliOptions.Json))
        {
            host.Write(DocumentJson.ToUtf8(report.ToDocument()));
        }
        else
        {
            host.WriteText(PlanText.Of(report, host.OutputWidth), line);
        }

        foreach (string refusal in report.Refusals())
        {
            host.Say(refusal);
        }

        host.SayProblems(report.Snapshot);
        return report.ExitCode;
    }
}
