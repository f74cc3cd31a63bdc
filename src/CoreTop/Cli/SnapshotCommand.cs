using System.CommandLine;
using CoreTop.Cli.Documents;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Cli;

/// <summary><c>coretop snapshot</c>.</summary>
internal static class SnapshotCommand
{
    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        using Machine machine = MachineValues.Open(line, host);
        if (!BoundsValues.TryFind(line, machine, host, out CpuBounds? bounds))
        {
            return ExitCode.BadUsage;
        }

        TimeSpan interval = line.GetValue(CliOptions.Interval);
        ListOptions list = ListValues.From(line);
        Snapshot snapshot = MachineValues.ReadTwice(
            machine, SampleRequest.Everything with { ExtrasOfAll = list.NeedsOfAll | list.Needs }, interval, host);
        return Print(snapshot.Within(bounds), line, host);
    }

    /// <summary>Prints a reading; what could not be read, and PIDs that are not there, are said on stderr.</summary>
    public static int Print(Snapshot snapshot, ParseResult line, CliHost host)
    {
        var rows = new List<ProcessRow>();
        bool isCsv = line.GetValue(CliOptions.Csv);
        ListOptions list = ListValues.From(line);
        list = list with { ShowsThreadsAlone = list.ShowsThreads && isCsv };
        bool isJson = line.GetValue(CliOptions.Json);
        ProcessRows.Fill(rows, snapshot, isJson ? list with { IsGrouped = false } : list);
        GroupEntries? groups = list.IsGrouped && (isJson || isCsv) ? GroupEntries.From(snapshot, list, ListValues.Columns(line)) : null;
        if (isJson)
        {
            host.Write(DocumentJson.ToUtf8(
                SnapshotDocument.From(snapshot, rows, list.ShowsThreads, ListValues.Columns(line)) with { Groups = groups }));
        }
        else if (isCsv)
        {
            string csv = groups is not null
                ? SnapshotCsv.Of(groups, hasHead: true, hasTime: false)
                : SnapshotCsv.Of(snapshot, rows, list.ShowsThreads, ListValues.Columns(line), hasHead: true, hasTime: false);
            host.WriteText(csv, line);
        }
        else
        {
            host.WriteText(SnapshotText.Of(snapshot, rows, list, host.OutputWidth), line);
        }

        host.SayProblems(snapshot);
        if (NotRead.Sentence(snapshot, list) is { } notRead)
        {
            host.Say(notRead);
        }

        if (list.Filter.Hint is { } hint)
        {
            host.Say(hint);
        }

        if (rows.Count == 0 && NotRead.WhyEmpty(list) is { } whyEmpty)
        {
            host.Say(whyEmpty);
        }

        int[] missing = [.. list.Pids?.Where(pid => snapshot.FindProcess(pid) is null) ?? []];
        foreach (int pid in missing)
        {
            host.Say($"there is no process {pid}.");
        }

        return ExitCode.OfMissing(missing.Length, list.Pids?.Count ?? 0);
    }
}
