using System.CommandLine;
using System.Globalization;
using System.Text;
using CoreTop.Actions;
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
        HostInfo name = HostFiles.Read(machine.Files);
        AffinityEditor editor = MachineJournal.OpenEditor(machine, host);
        IReadOnlyList<JournalBatch> batches = editor.Journal.Batches;
        if (editor.Journal.ReadProblem is { } problem)
        {
            host.Say(problem);
        }

        if (line.GetValue(CliCommands.List))
        {
            return PrintList(batches, name, line, host);
        }

        if (ChangeCommand.WhyNot(line, machine, host) is { } why)
        {
            return host.Fail(why);
        }

        IReadOnlyList<UndoOutcome> outcomes = line.GetValue(CliCommands.Everything) ? editor.UndoAll()
            : editor.Undo() is { } outcome ? [outcome]
            : [];
        return Print(outcomes, name, line, host);
    }

    /// <summary>Says what became of batches that were taken back.</summary>
    public static int Print(IReadOnlyList<UndoOutcome> outcomes, HostInfo name, ParseResult line, CliHost host)
    {
        AffinityChange[] restored = [.. outcomes.SelectMany(outcome => outcome.Restored)];
        UndoSkip[] skipped = [.. outcomes.SelectMany(outcome => outcome.Skipped)];
        if (line.GetValue(CliCommands.Json))
        {
            host.Write(DocumentJson.ToUtf8(new UndoDocument
            {
                Command = CliCommands.Of(line).Name,
                Time = host.Time.GetLocalNow(),
                Host = Document.Known(name.Name),
                Kernel = Document.Known(name.KernelRelease),
                IntervalSeconds = null,
                Restored = [.. restored.Select(MoveEntry.Of)],
                Skipped = [.. skipped.Select(SkippedEntry.From)],
            }));
        }
        else
        {
            IEnumerable<string> sentences = outcomes.Count == 0
                ? ["There is nothing to undo."]
                : outcomes.Select(outcome => PlainText.Clean(outcome.Sentence));
            string text = string.Concat(sentences.Select(sentence => $"{sentence}\n"));
            host.Write(PlainText.Encode(text, line.GetValue(CliCommands.Ascii)));
        }

        foreach (UndoSkip skip in skipped)
        {
            host.Say($"{PlainText.Clean(skip.Change.Name)} {skip.Change.Task.Tid} {PlainText.Clean(skip.Why)}.");
        }

        return skipped.Length == 0 ? ExitCode.Done : restored.Length > 0 ? ExitCode.PartlyDone : ExitCode.Failed;
    }

    /// <summary>Prints the batches that could be taken back, the newest first.</summary>
    public static int PrintList(IReadOnlyList<JournalBatch> batches, HostInfo name, ParseResult line, CliHost host)
    {
        host.Write(line.GetValue(CliCommands.Json)
            ? DocumentJson.ToUtf8(new UndoListDocument
            {
                Command = CliCommands.Of(line).Name,
                Time = host.Time.GetLocalNow(),
                Host = Document.Known(name.Name),
                Kernel = Document.Known(name.KernelRelease),
                IntervalSeconds = null,
                Batches = [.. batches.Select(BatchEntry.From)],
            })
            : PlainText.Encode(ListText(batches, host), line.GetValue(CliCommands.Ascii)));
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
            foreach (AffinityChange change in batch.Changes)
            {
                table.Add(
                    change.Pid.ToString(CultureInfo.InvariantCulture),
                    change.Task.Tid.ToString(CultureInfo.InvariantCulture),
                    change.Name,
                    change.From.ToString(),
                    change.To.ToString());
            }

            table.AppendTo(text, host.OutputWidth);
        }

        return text.ToString();
    }
}
