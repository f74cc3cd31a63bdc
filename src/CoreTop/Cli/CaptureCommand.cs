using System.CommandLine;
using System.Globalization;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Kernel.Capture;

namespace CoreTop.Cli;

/// <summary><c>coretop capture</c>.</summary>
internal static class CaptureCommand
{
    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        using Machine machine = MachineValues.Open(line, host);
        string path = line.GetRequiredValue(CliCommands.CaptureFile);
        CaptureSummary saved = CaptureWriter.Write(machine, path, line.GetValue(CliCommands.Interval), CancellationToken.None);
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"Saved {saved.Readings} {(saved.Readings == 1 ? "reading" : "readings")} of {saved.Processes} processes: "
            + $"{saved.Files} files, {saved.Bytes / 1024.0:0} KiB, in {saved.Path}\n");
        host.Write(PlainText.Encode(text, line.GetValue(CliCommands.Ascii)));
        return ExitCode.Done;
    }
}
