using System.Collections.Immutable;
using System.CommandLine;
using System.Text;

namespace CoreTop.Cli;

/// <summary><c>coretop help</c>: what --help prints.</summary>
internal static class HelpCommand
{
    /// <inheritdoc cref="CliRun"/>
    /// <param name="line">The command line, without errors.</param>
    /// <param name="commands">Every command; the first is what runs when none is named.</param>
    /// <param name="host">The world around.</param>
    public static int Run(ParseResult line, ImmutableArray<CliCommand> commands, CliHost host)
    {
        string? name = line.GetValue(CliOptions.HelpTopic);
        if (commands.FirstOrDefault(command => command.Name == (name ?? string.Empty)) is { } command)
        {
            host.Write(Encoding.UTF8.GetBytes(CliHelp.Of(command, commands)));
            return ExitCode.Done;
        }

        if (CliHelp.Of(name!, commands) is { Length: > 0 } help)
        {
            host.Write(Encoding.UTF8.GetBytes(help));
            return ExitCode.Done;
        }

        string error = name!.StartsWith('-')
            ? CliErrors.Unknown(name, commands.First(command => command.Name == line.CommandResult.Command.Name), commands)
            : CliErrors.NoCommand(name, commands);
        return CliErrors.Report(error, commands[0], host);
    }
}
