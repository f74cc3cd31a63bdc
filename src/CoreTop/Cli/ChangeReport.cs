using CoreTop.Actions;
using CoreTop.Cli.Documents;
using CoreTop.Cli.Text;
using CoreTop.Kernel.Native;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;
using CoreTop.Os;

namespace CoreTop.Cli;

/// <summary>Says what became of a change of affinity, and with which exit code.</summary>
/// <param name="Command">The command that made it.</param>
/// <param name="Batch">What became of it.</param>
/// <param name="Targets">What it was asked for.</param>
internal sealed record ChangeReport(string Command, BatchOutcome Batch, FoundTargets Targets)
{
    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode =>
        Batch.IsComplete && Targets.Missing.Count == 0 ? Cli.ExitCode.Done
        : Batch.Changed + Batch.Unchanged > 0 || Batch.IsAcceptedInPart ? Cli.ExitCode.PartlyDone
        : Cli.ExitCode.Failed;

    /// <summary>The document for --json.</summary>
    public ChangeDocument ToDocument(HostInfo host, DateTimeOffset time) => new()
    {
        Command = Command,
        Time = time,
        Host = Document.Known(host.Name),
        Kernel = Document.Known(host.KernelRelease),
        IntervalSeconds = null,
        Changes =
        [
            .. Batch.Outcomes.SelectMany(
                outcome => outcome.Changes.Select(change => ChangeEntry.Of(change, outcome.IsRecorded))),
        ],
        Unchanged = Batch.Outcomes.Sum(outcome => outcome.Unchanged),
        Refused =
        [
            .. Batch.Outcomes.SelectMany(outcome => outcome.Refusals).Select(RefusalEntry.From),
            .. Batch.Outcomes.Where(outcome => !outcome.IsSettled).Select(RefusalEntry.Unsettled),
            .. Targets.Missing.Select(missing => new RefusalEntry(missing.Pid, missing.Pid, Errno.Esrch, missing.Why)),
        ],
        Zombies = Targets.Zombies,
        OwnPid = Targets.OwnPid,
        Problem = Batch.JournalProblem,
    };

    /// <summary>The text for people: a sentence for each process or thread that was changed, or was right already.</summary>
    public string ToText() => string.Concat(
        Batch.Outcomes.Where(IsServed).Select(outcome => outcome.Sentence).Concat(LeftOut())
            .Select(sentence => $"{PlainText.Clean(sentence)}\n"));

    /// <summary>A sentence for each that was not changed, and for what stopped it all.</summary>
    public IEnumerable<string> Refusals()
    {
        foreach (string refusal in TaskLines.Of(
            Batch.Outcomes.SelectMany(outcome => outcome.Refusals).Select(refusal => (refusal.Name, refusal.Task.Tid, refusal.Why))))
        {
            yield return refusal;
        }

        foreach (AffinityOutcome outcome in Batch.Outcomes)
        {
            if (outcome.WhyUnsettled is { } unsettled)
            {
                yield return PlainText.OfTask(outcome.Request.Name, outcome.Request.Task.Tid, unsettled);
            }
        }

        foreach ((int pid, string why) in Targets.Missing)
        {
            yield return $"{pid} {why}.";
        }

        if (Batch.JournalProblem is { } problem)
        {
            string what = Batch.Changed == 0 ? "nothing was changed" : "the rest was not changed";
            yield return $"{problem} So {what}; {CliOptions.WithoutUndo.Name} makes the change anyway.";
        }
    }

    private IEnumerable<string> LeftOut()
    {
        if (Targets.OwnPid is { } own)
        {
            yield return $"{ProgramVersion.ProgramName} {own}: left out, as it is this program itself.";
        }

        if (Targets.Zombies > 0)
        {
            yield return $"{Count.Of(Targets.Zombies, "zombie")} left out: {(Targets.Zombies == 1 ? "it has" : "they have")} ended.";
        }
    }

    private static bool IsServed(AffinityOutcome outcome) => !outcome.Changes.IsEmpty || outcome.Unchanged > 0;
}
