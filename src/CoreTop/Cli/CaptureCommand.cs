using System.CommandLine;
using System.Globalization;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Kernel.Capture;

namespace CoreTop.Cli;

/// <summary><c>coretop capture</c>.</summary>
internal static class CaptureCommand
{
    private const string StandardOutput = "-";

    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        string path = line.GetRequiredValue(CliCommands.CaptureFile);
        if (path != StandardOutput)
        {
            MadeCapture.CheckTarget(path);
        }

        using Machine machine = MachineValues.Open(line, host);
        using var end = new EndRequest();
        try
        {
            MadeCapture capture = CaptureWriter.Make(machine, line.GetValue(CliCommands.Interval), end.Token);
            if (path == StandardOutput)
            {
                host.Write(capture.Text.Span);
                host.Error.WriteLine(PlainText.Clean(Sentence(capture, "standard output")));
                return ExitCode.Done;
            }

            capture.Save(path, end.Token);
            host.Write(PlainText.Encode($"{Sentence(capture, path)}\n", line.GetValue(CliCommands.Ascii)));
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return host.Fail("The capture was ended by a signal: nothing was written.");
        }
    }

    private static string Sentence(MadeCapture capture, string place) => string.Create(
        CultureInfo.InvariantCulture,
        $"Saved {capture.Readings} {(capture.Readings == 1 ? "reading" : "readings")} of {capture.Processes} "
        + $"{(capture.Processes == 1 ? "process" : "processes")}: {capture.Files} files, {capture.Text.Length / 1024.0:0} KiB, in {place}");
}
