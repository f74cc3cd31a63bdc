using System.CommandLine;
using CoreTop.Cli.Documents;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli;

/// <summary><c>coretop snapshot</c>.</summary>
internal static class SnapshotCommand
{
    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        using Machine machine = MachineValues.Open(line, host);
        TimeSpan interval = line.GetValue(CliCommands.Interval);
        ListOptions list = ListValues.From(line);
        Snapshot snapshot = MachineValues.ReadTwice(
            machine, SampleRequest.Everything with { ExtrasOfAll = list.Sort.Needs | list.Needs }, interval, host);
        return Print(snapshot, line, host);
    }

    /// <summary>Prints a reading; what could not be read, and PIDs that are not there, are said on stderr.</summary>
    public static int Print(Snapshot snapshot, ParseResult line, CliHost host)
    {
        var rows = new List<ProcessRow>();
        ListOptions list = ListValues.From(line);
        ProcessRows.Fill(rows, snapshot, list);
        if (line.GetValue(CliCommands.Json))
        {
            host.Write(DocumentJson.ToUtf8(SnapshotDocument.From(snapshot, rows, list.ShowsThreads)));
        }
        else
        {
            string text = SnapshotText.Of(snapshot, rows, list, host.OutputWidth);
            host.Write(PlainText.Encode(text, line.GetValue(CliCommands.Ascii)));
        }

        host.SayProblems(snapshot);

        int[] missing = [.. list.Pids?.Where(pid => snapshot.FindProcess(pid) is null) ?? []];
        foreach (int pid in missing)
        {
            host.Say($"there is no process {pid}.");
        }

        return ExitCode.OfMissing(missing.Length, list.Pids?.Count ?? 0);
    }
}
