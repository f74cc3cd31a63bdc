using CoreTop.Cli;

namespace CoreTop;

/// <summary>The composition root: the command line meets the process it runs in.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        StandardFiles.Fill();
        if (!OperatingSystem.IsLinux())
        {
            new StandardError().WriteLine("coretop: this program reads the Linux kernel's /proc and /sys, so it runs on Linux only.");
            return ExitCode.Failed;
        }

        return CliProgram.Run(args, CliHost.OfProcess());
    }
}
