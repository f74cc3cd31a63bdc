using CoreTop.Cli.Documents;
using CoreTop.Kernel;
using CoreTop.Sampling;

namespace CoreTop.Cli;

/// <summary><c>coretop diagnose --watch</c>: a diagnosis after each interval, as a JSON document on a line of its own, until a signal ends it.</summary>
internal sealed class DiagnosisWatch(DiagnosisReader reader, Machine machine, CliHost host)
{
    private readonly HashSet<string> _said = [];

    /// <summary>Prints until a signal ends it, its reader goes away or a captured machine has no further reading.</summary>
    /// <returns>The exit code by the last diagnosis.</returns>
    public int Run(TimeSpan interval)
    {
        // As on the screen, a finding must last; a captured machine is too short for that.
        reader.Options = reader.Options with { IsOneShot = !machine.IsLive, Delay = machine.IsLive ? interval : null };
        Reading? reading = reader.Read(interval);
        int exitCode = ExitCode.Done;
        while (reading?.Snapshot is { } snapshot)
        {
            host.SayProblems(snapshot, _said);
            exitCode = ExitCode.Of(reading.Diagnosis, snapshot);
            if (!host.Write(DocumentJson.ToUtf8(DiagnosisDocument.From(reading.Diagnosis, snapshot), isOneLine: true)))
            {
                return ExitCode.Done;
            }

            reader.Wait(interval);
            reader.ReadJournal();
            reading = reader.Next();
        }

        return exitCode;
    }
}
