using System.Collections.Immutable;
using CoreTop.Analysis.Blaming;
using CoreTop.Analysis.Judging;
using CoreTop.Cells;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;

namespace CoreTop.Verdict;

/// <summary>Explains findings: what was seen, who did it, what would help now and for good.</summary>
internal sealed class ExplainText
{
    // The least that others have of it for a sentence about that, in cores.
    private const double LeastShort = 0.1;

    // And less than this part of what is missing is not worth a sentence.
    private const double LeastOfShort = 0.1;

    // Below this a loss is shown as 0.0.
    private const double LeastLost = 0.05;
    private const string Indent = "   ";
    private const int LeastWidth = 30;

    private readonly List<ExplainLine> _lines = [];
    private readonly Snapshot _snapshot;
    private readonly int _width;
    private readonly int _mostTasks;

    private ExplainText(Snapshot snapshot, int width, int mostTasks) =>
        (_snapshot, _width, _mostTasks) = (snapshot, Math.Max(LeastWidth, width), mostTasks);

    /// <summary>The lines of all findings, the worst first; empty when nothing is wrong.</summary>
    /// <param name="diagnosis">What is wrong.</param>
    /// <param name="snapshot">The machine as diagnosed.</param>
    /// <param name="width">Cells in a line; commands are not broken.</param>
    /// <param name="mostTasks">The most groups of like tasks listed for each finding; the rest are counted.</param>
    public static IReadOnlyList<ExplainLine> Lines(Diagnosis diagnosis, Snapshot snapshot, int width, int mostTasks = int.MaxValue)
    {
        var text = new ExplainText(snapshot, width, mostTasks);
        for (int i = 0; i < diagnosis.Findings.Length; i++)
        {
            if (i > 0)
            {
                text.Add(string.Empty, ExplainPart.Text);
            }

            text.AddFinding(diagnosis.Findings[i]);
        }

        if (snapshot.BpfScheduler is { } scheduler && !diagnosis.Findings.IsEmpty)
        {
            text.Add(string.Empty, ExplainPart.Text);
            text.AddWrapped(
                $"A BPF program is the scheduler here (sched_ext: {scheduler}): it decides where tasks run within their affinities.",
                string.Empty,
                ExplainPart.Text);
        }

        return text._lines;
    }

    private void AddFinding(Finding finding)
    {
        bool isWarning = finding.Severity == FindingSeverity.Warning;
        AddWrapped($"{finding.Rule.Name}: {finding.Message}", string.Empty, isWarning ? ExplainPart.Warning : ExplainPart.Note);
        AddCause(finding);
        AddFix(finding);
        AddSeen(finding);
        AddTasks(finding);
    }

    private void AddSeen(Finding finding)
    {
        Heading("Seen");
        if (finding.LostCores >= LeastLost)
        {
            AddSentence($"{LossText.Sentence(finding)}.");
        }

        double others = finding.ShortCores - finding.LostCores;
        if (others >= Math.Max(LeastShort, LeastOfShort * finding.ShortCores))
        {
            string them = finding.LostCores >= LeastLost ? $"{Count.Cores(others)} of them" : "them";
            AddSentence($"Its tasks lack {Count.OfCores(finding.ShortCores)} of their fair share; others have {them}.");
        }

        if (!finding.Cpus.IsEmpty && !finding.Message.Contains(Count.Cpus(finding.Cpus), StringComparison.Ordinal))
        {
            AddSentence($"It is about {Count.Cpus(finding.Cpus)}.");
        }

        if (!finding.IdleCpus.IsEmpty)
        {
            string allowed = finding.IsLimit ? "but not allowed"
                : finding.Tasks.Any(static task => task.Limit is null) ? "and allowed as far as is known"
                : "and allowed";
            AddSentence($"Idle meanwhile, {allowed}: {Count.Cpus(finding.IdleCpus)}.");
        }
    }

    // Last: who did it and what helps is what is read first, and there may be hundreds of tasks.
    private void AddTasks(Finding finding)
    {
        if (finding.Tasks.IsEmpty)
        {
            return;
        }

        int width = _width - Indent.Length;
        Heading(Count.Of(finding.Tasks.Length, "task"));
        Add(Indent + FindingTable.Heading(finding.Tasks, width), ExplainPart.TableHeading);
        List<string> rows = FindingTable.Rows(finding.Tasks, width, _mostTasks, out int rest);
        foreach (string row in rows)
        {
            Add(Indent + row, ExplainPart.Table);
        }

        if (rest > 0)
        {
            AddSentence($"and {rest} more.");
        }
    }

    private void AddCause(Finding finding)
    {
        if (!finding.HasCause)
        {
            return;
        }

        if (finding.Cause is not { } cause)
        {
            Heading("Cause");
            AddSentence("Not looked up yet.");
            return;
        }

        Heading(cause.Confidence switch
        {
            CauseConfidence.High => "Cause",
            CauseConfidence.Medium => "Likely cause",
            _ => "Cause not known",
        });
        AddSentence(cause.Evidence);
        if (cause.OriginPid is { } origin)
        {
            AddSentence(cause.Origins > 1
                ? $"It begins with {NameOf(origin)} and {Count.Of(cause.Origins - 1, "other")}: whatever they start inherits it."
                : $"It begins with {NameOf(origin)}: whatever that starts inherits it.");
        }
    }

    // One line does what the plan does, for any number of tasks.
    private ImmutableArray<string> CommandsFor(Fix fix) =>
        fix is { IsPlanned: true, Commands.Length: > 1 } ? [$"coretop rebalance{TypedBounds.Option(_snapshot.Bounds)} --apply"] : fix.Commands;

    private void AddFix(Finding finding)
    {
        Heading("What helps now");
        AddSentence(finding.Fix.Summary);
        foreach (string command in CommandsFor(finding.Fix))
        {
            Add($"{Indent}{Indent}{command}", ExplainPart.Command);
        }

        if (finding.Permanent is { } permanent)
        {
            Heading("For good");
            AddSentence(permanent);
            foreach (string line in finding.Cause?.Lines ?? [])
            {
                Add($"{Indent}{Indent}{line}", ExplainPart.Command);
            }
        }
    }

    private string NameOf(int pid) =>
        _snapshot.FindProcess(pid) is { } process ? $"{process.Name} {pid}" : $"process {pid}, which has ended";

    private void Heading(string text) => Add($" {text}", ExplainPart.Heading);

    private void AddSentence(string sentence) => AddWrapped(sentence, Indent, ExplainPart.Text);

    private void AddWrapped(string text, string indent, ExplainPart part)
    {
        foreach (string line in WordWrap.Rows(text, _width - indent.Length))
        {
            Add(indent + line, part);
        }
    }

    private void Add(string text, ExplainPart part) => _lines.Add(new ExplainLine(text, part));
}
