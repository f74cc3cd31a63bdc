using System.CommandLine;
using CoreTop.Kernel;
using CoreTop.Tui;

namespace CoreTop.Cli;

/// <summary><c>coretop</c> without a command: the full screen.</summary>
internal static class ScreenCommand
{
    private const string InsteadOfScreen =
        "\"coretop snapshot\" prints one reading as text, \"coretop snapshot --json\" for scripts.";

    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        if (!host.IsInputTerminal || host.OutputWidth is null)
        {
            string what = host.IsInputTerminal ? "standard output" : "standard input";
            return host.Fail($"the full screen needs a terminal, and {what} is none: {InsteadOfScreen}");
        }

        using Machine machine = MachineValues.Open(line, host);
        return host.RunScreen(new FullScreenOptions
        {
            Machine = machine,
            Delay = line.GetValue(CliCommands.Delay),
            IsReadOnly = line.GetValue(CliCommands.ReadOnly) || (line.GetValue(CliCommands.Root) is not null && machine.IsLive),
            IsMono = line.GetValue(CliCommands.NoColor) || host.Variable("NO_COLOR") is { Length: > 0 },
            IsAscii = line.GetValue(CliCommands.Ascii) || TextLocale.IsAsciiOnly(host.Variable),
            List = ListValues.From(line),
            StateFolder = StateFolder.Find(host.Variable),
        });
    }
}
