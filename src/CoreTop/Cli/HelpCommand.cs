using System.CommandLine;
using System.Text;

namespace CoreTop.Cli;

/// <summary><c>coretop help</c>: what --help prints.</summary>
internal static class HelpCommand
{
    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        string? name = line.GetValue(CliCommands.HelpTopic);
        if (CliCommands.All.FirstOrDefault(command => command.Name == (name ?? string.Empty)) is { } command)
        {
            host.Write(Encoding.UTF8.GetBytes(CliHelp.Of(command)));
            return ExitCode.Done;
        }

        bool isOption = name!.StartsWith('-');
        return CliErrors.Report(
            isOption ? CliErrors.Unknown(name, CliCommands.Of(line)) : CliErrors.NoCommand(name), CliCommands.All[0], host);
    }
}
