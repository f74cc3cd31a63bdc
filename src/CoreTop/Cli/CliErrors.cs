using System.CommandLine;
using System.CommandLine.Parsing;

namespace CoreTop.Cli;

/// <summary>Says what is wrong with a command line.</summary>
internal static class CliErrors
{
    /// <summary>A sentence; null when nothing is wrong.</summary>
    public static string? Find(ParseResult line, CliCommand command)
    {
        // The parser would pass over a first word in brackets, which names a directive to it.
        string? directive = line.Tokens.FirstOrDefault(token => token.Type == TokenType.Directive)?.Value;
        if ((directive ?? (line.UnmatchedTokens is [string first, ..] ? first : null)) is { } unknown)
        {
            return unknown.StartsWith('-') ? $"there is no option {unknown} for \"{command.Invocation}\"."
                : command.Name.Length > 0 ? $"\"{command.Invocation}\" takes no \"{unknown}\"."
                : $"there is no command \"{unknown}\": there are {string.Join(", ", CliCommands.Names)}.";
        }

        if (line.Errors is [ParseError error, ..])
        {
            return error.Message;
        }

        // An option before the command's name is the command's too, if the command has it.
        foreach (OptionResult option in line.RootCommandResult.Children.OfType<OptionResult>())
        {
            if (!option.Implicit && !command.Options.Contains(option.Option))
            {
                return $"{option.Option.Name} has no meaning for \"{command.Invocation}\".";
            }
        }

        return WithoutBatch(line) ?? TwoForms(line);
    }

    private static string? TwoForms(ParseResult line)
    {
        bool isJson = line.GetValue(CliCommands.Json) || line.GetValue(CliCommands.JsonLines);
        bool isCsv = line.GetValue(CliCommands.Csv) || line.GetValue(CliCommands.CsvLines);
        return isJson && isCsv ? "--json and --csv exclude each other: give one of them." : null;
    }

    private static string? WithoutBatch(ParseResult line)
    {
        Option? alone = line.GetValue(CliCommands.Batch)
            ? null
            : CliCommands.OnlyInBatch.FirstOrDefault(option => line.GetResult(option) is { Implicit: false });
        return alone is null ? null : $"{alone.Name} has a meaning only with {CliCommands.Batch.Name}: \"{CliCommands.ProgramName} -b\".";
    }
}
