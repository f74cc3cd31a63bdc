using CoreTop.Cli;
using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;
using CoreTop.Kernel.Scheduling;
using CoreTop.Tui;
using CoreTop.Tui.Hosting;

namespace CoreTop;

/// <summary>The composition root: the command line meets the process it runs in, and the full screen.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        TerminalGuard.Start();
        StandardFiles.Fill();
        StandardFiles.IgnoreFileSizeSignal();
        if (!OperatingSystem.IsLinux())
        {
            new StandardError().WriteLine("coretop: this program reads the Linux kernel's /proc and /sys, so it runs on Linux only.");
            return ExitCode.Failed;
        }

        return CliProgram.Run(args, Host());
    }

    private static CliHost Host() => new()
    {
        Output = new StandardOutput(),
        Error = new StandardError(),
        IsInputTerminal = TerminalDevice.IsInput,
        OutputWidth = TerminalDevice.OutputColumns,
        Time = TimeProvider.System,
        Wait = Thread.Sleep,
        Variable = Environment.GetEnvironmentVariable,
        OpenMachine = (root, time) =>
        {
            Require(OpenFileLimit.WhyNotCommand());
            return Machine.Open(root, time);
        },
        WhyNotOnTerminal = (name, colours) => TerminalCapabilities.Of(name, colours).WhyNot,
        StartProgram = ProgramStart.Start,
        RunScreen = options =>
        {
            Require(OpenFileLimit.WhyNotScreen());
            return FullScreen.Run(options);
        },
    };

    private static void Require(string? whyNot)
    {
        if (whyNot is not null)
        {
            throw new MachineException(whyNot);
        }
    }
}
