using System.CommandLine;
using CoreTop.Analysis.Judging;
using CoreTop.Cli.Documents;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Sampling;
using CoreTop.Verdict;

namespace CoreTop.Cli;

/// <summary><c>coretop diagnose</c>.</summary>
internal static class DiagnoseCommand
{
    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        using Machine machine = MachineValues.Open(line, host);
        if (!BoundsValues.TryFind(line, machine, host, out CpuBounds? bounds))
        {
            return ExitCode.BadUsage;
        }

        DiagnosisReader reader = ReaderOf(machine, host, bounds);
        return CliValues.IsGiven(line, CliOptions.Watch)
            ? new DiagnosisWatch(reader, machine, host).Run(line.GetValue(CliOptions.Watch))
            : Print(reader.Read(line.GetValue(CliOptions.Interval)), line, host);
    }

    /// <summary>Reads and diagnoses once, knowing what was changed.</summary>
    public static DiagnosisReader ReaderOf(Machine machine, CliHost host, CpuBounds? bounds)
    {
        var reader = new DiagnosisReader(machine, host);
        reader.Options = reader.Options with
        {
            Applied = AppliedChanges.Of(MachineJournal.Open(machine, host).Batches),
            Bounds = bounds,
        };
        return reader;
    }

    /// <summary>Prints what is wrong; what could not be read is said on stderr.</summary>
    public static int Print(Reading reading, ParseResult line, CliHost host)
    {
        (Snapshot snapshot, Diagnosis diagnosis) = (reading.Snapshot!, reading.Diagnosis);
        if (line.GetValue(CliOptions.Json))
        {
            host.Write(DocumentJson.ToUtf8(DiagnosisDocument.From(diagnosis, snapshot)));
        }
        else
        {
            host.WriteText(Text(diagnosis, snapshot, line, host), line);
        }

        host.SayProblems(snapshot);
        return ExitCodeOf(diagnosis, snapshot);
    }

    /// <summary>Whether there is a warning, and whether it could be known.</summary>
    public static int ExitCodeOf(Diagnosis diagnosis, Snapshot snapshot)
    {
        bool hasWarning = diagnosis.Findings.Any(finding => finding.Severity == FindingSeverity.Warning);
        return hasWarning ? ExitCode.WarningFound : snapshot.AreCpusKnown ? ExitCode.Done : ExitCode.Failed;
    }

    private static string Text(Diagnosis diagnosis, Snapshot snapshot, ParseResult line, CliHost host) =>
        line.GetValue(CliOptions.Brief) ? BriefText.Of(diagnosis, snapshot) : DiagnosisText.Of(diagnosis, snapshot, host.OutputWidth);
}
