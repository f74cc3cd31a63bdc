using System.CommandLine;
using System.Globalization;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Kernel.Capture;
using CoreTop.Model.Words;

namespace CoreTop.Cli;

/// <summary><c>coretop capture</c>.</summary>
internal static class CaptureCommand
{
    private const string StandardOutput = "-";

    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        string path = line.GetRequiredValue(CliOptions.CaptureFile);
        if (path != StandardOutput)
        {
            MadeCapture.CheckTarget(path);
        }

        bool hasArguments = line.GetValue(CliOptions.WithArguments);
        using Machine machine = MachineValues.Open(line, host);
        using var end = new EndRequest();
        try
        {
            MadeCapture capture = CaptureWriter.Make(machine, line.GetValue(CliOptions.Interval), hasArguments, end.Token);
            if (path == StandardOutput)
            {
                host.Write(capture.Text.Span);
                host.Error.WriteLine(PlainText.Clean(Sentence(capture, "standard output", hasArguments)));
                return ExitCode.Done;
            }

            capture.Save(path, end.Token);
            host.WriteText($"{PlainText.Clean(Sentence(capture, path, hasArguments))}\n", line);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return host.Fail("The capture was ended by a signal: nothing was written.");
        }
    }

    private static string Sentence(MadeCapture capture, string place, bool hasArguments) => string.Create(
        CultureInfo.InvariantCulture,
        $"Saved {Count.Of(capture.Readings, "reading")} in {place}, {capture.Text.Length / 1024.0:0} KiB: "
        + $"{Count.Of(capture.Processes, "process", "processes")} {What(hasArguments)}{LeftOut(capture.LeftOut)}");

    private static string LeftOut(int files) => files == 0 ? string.Empty : string.Create(
        CultureInfo.InvariantCulture, $" {Count.Of(files, "file was", "files were")} left out because of paths too long or too deep for a capture.");

    private static string What(bool hasArguments) => hasArguments
        ? "with arguments, with asterisks for what looks like a secret, and no user names; read it before you share it."
        : "by name only, no arguments except those that choose CPUs, no user names; it can be shared.";
}
