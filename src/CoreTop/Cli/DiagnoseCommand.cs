using System.CommandLine;
using CoreTop.Analysis.Judging;
using CoreTop.Cli.Documents;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Sampling;

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

        DiagnosisReader reader = DiagnosisReader.Of(machine, host, bounds);
        return CliValues.IsGiven(line, CliOptions.Watch)
            ? new DiagnosisWatch(reader, machine, host).Run(line.GetValue(CliOptions.Watch))
            : Print(reader.Read(line.GetValue(CliOptions.Interval)), line, host);
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
        return ExitCode.Of(diagnosis, snapshot);
    }

    private static string Text(Diagnosis diagnosis, Snapshot snapshot, ParseResult line, CliHost host) =>
        line.GetValue(CliOptions.Brief) ? BriefText.Of(diagnosis, snapshot) : DiagnosisText.Of(diagnosis, snapshot, host.OutputWidth);
}
