using System.Collections.Immutable;
using CoreTop.Actions;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Cli.Documents;
using CoreTop.Cli.Text;
using CoreTop.Kernel.Native;
using CoreTop.Model.Sampling;
using CoreTop.Verdict;

namespace CoreTop.Cli;

/// <summary>Says what was planned, what became of it, and with which exit code.</summary>
internal sealed record RebalanceReport
{
    /// <summary>What was wrong.</summary>
    public required Diagnosis Diagnosis { get; init; }

    /// <summary>The machine as diagnosed.</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>What was planned.</summary>
    public required RebalancePlan Plan { get; init; }

    /// <summary>PIDs of the command line that are not processes.</summary>
    public required ImmutableArray<int> Missing { get; init; }

    /// <summary>Only some processes may be changed.</summary>
    public required bool IsRestricted { get; init; }

    /// <summary>What became of the plan; null when it was not applied.</summary>
    public RebalanceOutcome? Outcome { get; init; }

    /// <summary>What was gained; null when nothing was measured.</summary>
    public Gain? Gain { get; init; }

    /// <summary>Warnings at the last reading that were not there at the first.</summary>
    public ImmutableArray<Finding> FoundSince { get; init; } = [];

    /// <summary>A sentence saying why there is nothing to change.</summary>
    public string WhyEmpty => !Snapshot.AreCpusKnown ? "Nothing to rebalance: how busy the CPUs are is not known."
        : IsRestricted && Diagnosis.LostCores is { Affinity: > 0 } or { Placement: > 0 }
        ? "Nothing to rebalance among the processes asked for."
        : EmptyPlanText.Of(Diagnosis, Snapshot);

    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode =>
        Outcome is { IsComplete: false, Moved.Count: 0, Unchanged: 0, IsAcceptedInPart: false } || !Snapshot.AreCpusKnown ? Cli.ExitCode.Failed
        : Outcome is { IsComplete: false } || !Missing.IsEmpty ? Cli.ExitCode.PartlyDone
        : Cli.ExitCode.Done;

    /// <summary>What became of a change, in a word.</summary>
    public string ResultOf(PlannedChange change) => Outcome?.ResultOf(change) ?? "planned";

    /// <summary>The document for --json.</summary>
    public RebalanceDocument ToDocument() => new()
    {
        Command = "rebalance",
        Time = Snapshot.Time,
        Host = Document.Known(Snapshot.Host.Name),
        Kernel = Document.Known(Snapshot.Host.KernelRelease),
        IntervalSeconds = Rounded.Seconds(Snapshot.Interval),
        Within = BoundsEntry.Of(Snapshot.Bounds),
        Strategy = RebalanceText.Name(Plan.Strategy),
        Changes = [.. Plan.Changes.Select(change => PlannedEntry.Of(change, ResultOf(change)))],
        Expected = new ExpectedEntry(Rounded.Share(Plan.CoresBefore), Rounded.Share(Plan.CoresAfter)),
        Applied = Outcome is { IsRecorded: false, Moved.Count: > 0 },
        Measured = Gain is null ? null : MeasuredEntry.From(Gain),
        Refused =
        [
            .. (Outcome?.Refused ?? []).Select(RefusalEntry.From),
            .. (Outcome?.Unsettled ?? []).Select(RefusalEntry.Unsettled),
            .. Missing.Select(pid => new RefusalEntry(pid, pid, Errno.Esrch, ChangeTargets.NoProcess)),
        ],
        Problem = Outcome?.JournalProblem,
    };

    /// <summary>A sentence for each that was not changed, and for what stopped it all.</summary>
    public IEnumerable<string> Refusals()
    {
        foreach (string refusal in TaskLines.Of((Outcome?.Refused ?? []).Select(refusal => (refusal.Name, refusal.Task.Tid, refusal.Why))))
        {
            yield return refusal;
        }

        foreach (AffinityOutcome outcome in Outcome?.Unsettled ?? [])
        {
            yield return PlainText.OfTask(outcome.Request.Name, outcome.Request.Task.Tid, outcome.WhyUnsettled!);
        }

        foreach (int pid in Missing)
        {
            yield return $"{pid} {ChangeTargets.NoProcess}.";
        }

        if (Outcome?.JournalProblem is { } problem)
        {
            string what = Outcome.Moved.Count == 0 ? "nothing was changed" : "the rest was not changed";
            yield return $"{problem} So {what}; {CliOptions.WithoutUndo.Name} makes the change anyway.";
        }
    }
}
