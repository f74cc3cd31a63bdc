using System.CommandLine;
using System.Text;
using CoreTop.Analysis.Judging;
using CoreTop.Cli.Metrics;
using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Sampling;

namespace CoreTop.Cli;

/// <summary><c>coretop metrics</c>.</summary>
internal static class MetricsCommand
{
    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        string? path = line.GetValue(CliOptions.MetricsFile);
        if (path is not null && PublicFile.WhyNot(path) is { } reason)
        {
            return host.Fail($"The metrics cannot be written to \"{path}\": {reason}.");
        }

        using Machine machine = MachineValues.Open(line, host);
        if (!BoundsValues.TryFind(line, machine, host, out CpuBounds? bounds))
        {
            return ExitCode.BadUsage;
        }

        Reading reading = DiagnosisReader.Of(machine, host, bounds).Read(line.GetValue(CliOptions.Interval));
        (Snapshot snapshot, Diagnosis diagnosis) = (reading.Snapshot!, reading.Diagnosis);
        host.SayProblems(snapshot);
        byte[] text = Encoding.UTF8.GetBytes(MetricsText.Of(diagnosis, snapshot));
        return path is null ? Print(text, host) : Save(path, text, host);
    }

    private static int Print(byte[] text, CliHost host)
    {
        host.Write(text);
        return ExitCode.Done;
    }

    private static int Save(string path, byte[] text, CliHost host)
    {
        using var end = new EndRequest();
        try
        {
            PublicFile.Replace(path, text, end.Token);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return host.Fail($"A signal ended it: \"{path}\" is as it was.");
        }
        catch (MachineException problem)
        {
            return host.Fail($"The metrics cannot be written to \"{path}\": {problem.Message}.");
        }
    }
}
