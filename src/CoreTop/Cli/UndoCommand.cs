using System.CommandLine;
using System.Globalization;
using System.Text;
using CoreTop.Actions;
using CoreTop.Actions.Storage;
using CoreTop.Cli.Documents;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli;

/// <summary><c>coretop undo</c>.</summary>
internal static class UndoCommand
{
    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        using Machine machine = MachineValues.Open(line, host);
        return !line.GetValue(CliOptions.List) && ChangeCommand.WhyReadOnly(line, machine) is { } why
            ? host.Fail(why)
            : Run(MachineJournal.OpenEditor(machine, host), HostFiles.Read(machine.Files), line, host);
    }

    /// <summary>Takes back, or lists, what the editor's journal holds.</summary>
    public static int Run(AffinityEditor editor, HostInfo name, ParseResult line, CliHost host)
    {
        IReadOnlyList<JournalBatch> batches = editor.Journal.Batches;
        if (editor.Journal.ReadProblem is { } problem)
        {
            return host.Fail(problem);
        }

        if (editor.Journal.Damage is { } damage)
        {
            host.Say(damage);
        }

        if (line.GetValue(CliOptions.List))
        {
            return PrintList(batches, name, line, host);
        }

        IReadOnlyList<UndoOutcome> outcomes = line.GetValue(CliOptions.Everything) ? editor.UndoAll()
            : editor.Undo() is { } outcome ? [.. outcome.PassedOver, outcome]
            : [];
        if (outcomes.Any(outcome => outcome.MayBeSetBack))
        {
            host.Wait(AffinityEditor.LooksAgainAfter);
            outcomes = UndoOutcome.LookAgain(outcomes);
        }

        int code = Print(outcomes, name, line, host);
        if (batches.Count > outcomes.Count && outcomes.Any(outcome => outcome.IsBlocked))
        {
            host.Say("\"coretop undo --all\" takes back the other changes, too.");
        }

        return code;
    }

    /// <summary>Says what became of batches that were taken back.</summary>
    public static int Print(IReadOnlyList<UndoOutcome> outcomes, HostInfo name, ParseResult line, CliHost host)
    {
        MoveEntry[] restored =
        [
            .. outcomes.SelectMany(outcome => outcome.Restored.Select(change => MoveEntry.Of(change, outcome.Batch))),
        ];
        UndoSkip[] skipped = [.. outcomes.SelectMany(outcome => outcome.Skipped)];
        if (line.GetValue(CliOptions.Json))
        {
            host.Write(DocumentJson.ToUtf8(new UndoDocument
            {
                Command = line.CommandResult.Command.Name,
                Time = host.Time.GetLocalNow(),
                Host = Document.Known(name.Name),
                Kernel = Document.Known(name.KernelRelease),
                IntervalSeconds = null,
                Restored = [.. restored],
                Skipped = [.. skipped.Select(SkippedEntry.From)],
            }));
        }
        else
        {
            IEnumerable<string> sentences = outcomes.Count == 0
                ? ["There is nothing to undo."]
                : outcomes.Select(outcome => PlainText.Clean(outcome.Sentence));
            string text = string.Concat(sentences.Select(sentence => $"{sentence}\n"));
            host.WriteText(text, line);
        }

        foreach (string sentence in TaskLines.Of(
            skipped.Where(skip => !skip.HasFormer).Select(skip => (skip.Change.Name, skip.Change.Task.Tid, skip.Why))))
        {
            host.Say(sentence);
        }

        string[] problems = [.. outcomes.Select(outcome => outcome.JournalProblem).OfType<string>().Distinct()];
        foreach (string problem in problems)
        {
            host.Say($"What was undone could not be written down: {problem}");
        }

        bool isComplete = outcomes.All(outcome => outcome.IsComplete);
        return problems.Length > 0 ? ExitCode.PartlyDone
            : isComplete ? ExitCode.Done
            : restored.Length > 0 || skipped.Any(skip => skip.IsNotInEffect) ? ExitCode.PartlyDone
            : ExitCode.Failed;
    }

    /// <summary>Prints the batches that could be taken back, the newest first.</summary>
    public static int PrintList(IReadOnlyList<JournalBatch> batches, HostInfo name, ParseResult line, CliHost host)
    {
        if (line.GetValue(CliOptions.Json))
        {
            host.Write(DocumentJson.ToUtf8(new UndoListDocument
            {
                Command = line.CommandResult.Command.Name,
                Time = host.Time.GetLocalNow(),
                Host = Document.Known(name.Name),
                Kernel = Document.Known(name.KernelRelease),
                IntervalSeconds = null,
                Batches = [.. batches.Select(BatchEntry.From)],
            }));
        }
        else
        {
            host.WriteText(ListText(batches, host), line);
        }

        return ExitCode.Done;
    }

    private static string ListText(IReadOnlyList<JournalBatch> batches, CliHost host)
    {
        if (batches.Count == 0)
        {
            return "There is nothing to undo.\n";
        }

        var text = new StringBuilder();
        foreach (JournalBatch batch in batches)
        {
            DateTimeOffset time = TimeZoneInfo.ConvertTime(batch.Time, host.Time.LocalTimeZone);
            text.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss}  {PlainText.Clean(batch.Summary)}\n");
            var table = new TextTable(
                ("    PID", false), ("TID", false), ("COMMAND", true), ("BEFORE", true), ("AFTER", true));
            foreach (TaskChange change in batch.Changes)
            {
                table.Add(
                    change.Pid.ToString(CultureInfo.InvariantCulture),
                    change.Task.Tid.ToString(CultureInfo.InvariantCulture),
                    change.Name,
                    change.FromText,
                    change.ToText);
            }

            table.AppendTo(text, host.OutputWidth);
        }

        return text.ToString();
    }
}
