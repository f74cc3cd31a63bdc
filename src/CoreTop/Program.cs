using CoreTop.Cli;
using CoreTop.Tui.Hosting;

namespace CoreTop;

/// <summary>The composition root: the command line meets the process it runs in.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        TerminalGuard.Start();
        StandardFiles.Fill();

        // A file that may not grow (ulimit -f) is an error that can be told, not the end.
        TerminalNative.Ignore(TerminalNative.SigXfsz);
        if (!OperatingSystem.IsLinux())
        {
            new StandardError().WriteLine("coretop: this program reads the Linux kernel's /proc and /sys, so it runs on Linux only.");
            return ExitCode.Failed;
        }

        return CliProgram.Run(args, CliHost.OfProcess());
    }
}
