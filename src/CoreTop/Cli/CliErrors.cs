using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using CoreTop.Model.Words;
using CoreTop.Os;

namespace CoreTop.Cli;

/// <summary>Says what is wrong with a command line.</summary>
internal static class CliErrors
{
    /// <summary>A sentence; null when nothing is wrong.</summary>
    public static string? Find(ParseResult line, CliCommand command, ImmutableArray<CliCommand> commands)
    {
        // The parser would pass over a first word in brackets, which names a directive to it.
        string? directive = line.Tokens.FirstOrDefault(token => token.Type == TokenType.Directive)?.Value;
        if ((directive ?? (line.UnmatchedTokens is [string first, ..] ? first : null)) is { } unknown)
        {
            return Unknown(unknown, command, commands);
        }

        if (OptionAsArgument(line, command) is { } mistaken)
        {
            return Unknown(mistaken, command, commands);
        }

        if (line.Errors is [ParseError error, ..])
        {
            return Sentence(error, command);
        }

        // An option before the command's name is the command's too, if the command has it.
        foreach (OptionResult option in line.RootCommandResult.Children.OfType<OptionResult>())
        {
            if (!option.Implicit && !command.Options.Contains(option.Option))
            {
                return $"{option.Option.Name} has no meaning for \"{command.Invocation}\".";
            }
        }

        return WithoutBatch(line) ?? Contradiction(line);
    }

    /// <summary>Says what is wrong, and where to look.</summary>
    /// <returns><see cref="ExitCode.BadUsage"/>.</returns>
    public static int Report(string sentence, CliCommand command, CliHost host)
    {
        host.Say(sentence);
        host.Error.WriteLine($"Try: {command.Invocation} --help");
        return ExitCode.BadUsage;
    }

    /// <summary>What to say of a command that is not there.</summary>
    public static string NoCommand(string word, ImmutableArray<CliCommand> commands)
    {
        IEnumerable<string> names = commands.Skip(1).Select(command => command.Name);
        return $"there is no command {CliValues.Quoted(word)}.{Meant(word, commands, names)} The commands are {string.Join(", ", names)}.";
    }

    /// <summary>What to say of an option that takes no value and was given one; null when none was.</summary>
    public static string? FlagWithValue(IEnumerable<string> words, IReadOnlyDictionary<string, Option> options)
    {
        foreach (string word in words.TakeWhile(word => word != "--"))
        {
            int end = word.IndexOf('=', StringComparison.Ordinal);
            if (end > 0 && options.TryGetValue(TopOptions.Ours(word[..end]), out Option? option) && option.Arity.MaximumNumberOfValues == 0)
            {
                return $"{word[..end]} takes no value: leave {CliValues.Quoted(word[end..])} out.";
            }
        }

        return null;
    }

    /// <summary>What to say of a word that is not known.</summary>
    public static string Unknown(string word, CliCommand command, ImmutableArray<CliCommand> commands)
    {
        if (!word.StartsWith('-'))
        {
            return command.Name.Length > 0 ? $"\"{command.Invocation}\" does not take {CliValues.Quoted(word)}."
                : word.Length > 0 && commands.Any(each => each.Name == word) ? $"{word} is not read as a command after --: leave the -- out."
                : NoCommand(word, commands);
        }

        int end = word.IndexOf('=', StringComparison.Ordinal);
        string name = end > 1 ? word[..end] : word;
        string[] known = [.. command.Options.SelectMany(option => option.Aliases.Append(option.Name))];
        return command.Name.Length == 0 && TopOptions.WhyNot(name) is { } instead ? $"{name} is not an option here: {instead}"
            : known.Contains(name) ? $"{name} is not read as an option after --: put it before that."
            : $"there is no option {CliValues.Shown(name)} for \"{command.Invocation}\".{MeantWord.Question(name, known)}";
    }

    // The parser takes an option that it does not know for one more PID, or for the file. What stands behind -- is not an option.
    private static string? OptionAsArgument(ParseResult line, CliCommand command) =>
        (command.Argument is Argument<IReadOnlyList<int>> || command.Argument == CliOptions.CaptureFile)
        && !line.Tokens.Any(static token => token.Type == TokenType.DoubleDash)
            ? line.GetResult(command.Argument!)?.Tokens.FirstOrDefault(static token => token.Value is ['-', not (>= '0' and <= '9'), ..])?.Value
            : null;

    // An option that was typed without its dashes is named before a command that is only nearly the word.
    private static string Meant(string word, ImmutableArray<CliCommand> commands, IEnumerable<string> names)
    {
        Option[] options = [.. commands.SelectMany(command => command.Options).Distinct()];
        Option? meant = options.FirstOrDefault(option => option.Aliases.Append(option.Name).Any(name => name.TrimStart('-') == word));
        if (meant is null)
        {
            if (MeantWord.Find(word, names) is { } command)
            {
                return MeantWord.Question(command);
            }

            string? near = MeantWord.Find(word, options.Select(option => option.Name.TrimStart('-')));
            meant = options.FirstOrDefault(option => option.Name.TrimStart('-') == near);
        }

        return meant is null ? string.Empty
            : $" Did you mean the option {string.Join(", ", meant.Aliases.Append(meant.Name))}? "
                + $"\"{ProgramVersion.ProgramName} help {meant.Name}\" says what it does.";
    }

    private static string Sentence(ParseError error, CliCommand command)
    {
        SymbolResult? result = error.SymbolResult is ArgumentResult { Parent: OptionResult parent } ? parent : error.SymbolResult;
        if (result is OptionResult { Option: { Arity.MinimumNumberOfValues: > 0 } option } given)
        {
            string remark = given.IdentifierToken?.Value == "-s" ? TopOptions.SecureMode : string.Empty;
            string usage = $"{option.Name} {option.HelpName?.TrimEnd('.', ',')}";
            return given.IdentifierToken is null ? $"\"{command.Invocation}\" needs {usage}."
                : given.Tokens.Count == 0 ? $"{option.Name} needs a value: {usage}.{remark}"
                : error.Message + remark;
        }

        return result is ArgumentResult { Tokens.Count: 0, Argument: { } argument }
            ? $"\"{command.Invocation}\" needs {argument.Name}: {argument.Description}"
            : error.Message;
    }

    private static string? Contradiction(ParseResult line)
    {
        bool isJson = line.GetValue(CliOptions.Json) || line.GetValue(CliOptions.JsonLines);
        bool isCsv = line.GetValue(CliOptions.Csv) || line.GetValue(CliOptions.CsvLines);
        if (isJson && isCsv)
        {
            return "--json and --csv exclude each other: give one of them.";
        }

        if (WhyNoWatch(line, isJson) is { } watched)
        {
            return watched;
        }

        if (CliValues.IsGiven(line, CliOptions.Within) && line.GetValue(CliOptions.Mine))
        {
            return $"{CliOptions.Within.Name} and {CliOptions.Mine.Name} exclude each other: give one of them.";
        }

        if (CliValues.IsGiven(line, CliOptions.Sort) && CliValues.IsGiven(line, CliOptions.SortOverride))
        {
            return $"{CliOptions.Sort.Name} and {CliOptions.SortOverride.Name} exclude each other: give one of them.";
        }

        if (CliValues.IsGiven(line, CliOptions.Root) && line.GetResult(CliOptions.Pids) is { } pids && CliValues.HasOwnPid(pids))
        {
            return $"{CliOptions.Pids.Name} 0 is CoreTop itself, which does not run on the machine that {CliOptions.Root.Name} reads.";
        }

        if (WhyNoGroups(line, isJson, isCsv) is { } why)
        {
            return why;
        }

        Option? unit = Given(line, [CliOptions.SummaryScale, CliOptions.TaskScale]);
        return unit is not null && (isJson || isCsv)
            ? $"{unit.Name} has no meaning with {(isJson ? "--json" : "--csv")}: documents give bytes."
            : null;
    }

    private static string? WhyNoWatch(ParseResult line, bool isJson)
    {
        bool isBrief = line.GetValue(CliOptions.Brief);
        return isBrief && isJson ? $"{CliOptions.Brief.Name} and --json exclude each other: give one of them."
            : !CliValues.IsGiven(line, CliOptions.Watch) ? null
            : isBrief ? $"{CliOptions.Watch.Name} prints JSON: leave {CliOptions.Brief.Name} out."
            : CliValues.IsGiven(line, CliOptions.Interval) ? $"{CliOptions.Watch.Name} says the window: leave {CliOptions.Interval.Name} out."
            : null;
    }

    // A document has threads and groups side by side; on the screen threads unfold below their process in a group.
    private static string? WhyNoGroups(ParseResult line, bool isJson, bool isCsv) =>
        line.GetValue(CliOptions.Groups) && line.GetValue(CliOptions.Threads) && !isJson
        && (isCsv || line.GetValue(CliOptions.Batch) || line.CommandResult.Command.Name.Length > 0)
            ? $"{CliOptions.Groups.Name} and {CliOptions.Threads.Name} exclude each other here: give one of them, or --json, which has both."
            : null;

    private static string? WithoutBatch(ParseResult line) =>
        !line.GetValue(CliOptions.Batch) && Given(line, CliOptions.OnlyInBatch) is { } alone
            ? $"{alone.Name} has a meaning only with {CliOptions.Batch.Name}: \"{ProgramVersion.ProgramName} -b\".{OnScreen(alone)}"
            : null;

    private static string OnScreen(Option option) =>
        option == CliOptions.Iterations ? " The key q ends the full screen."
        : option == CliOptions.Width ? " The full screen is as wide as its terminal."
        : option == CliOptions.SummaryScale || option == CliOptions.TaskScale ? " The full screen gives each size in the unit that fits."
        : string.Empty;

    private static Option? Given(ParseResult line, IEnumerable<Option> options) =>
        options.FirstOrDefault(option => CliValues.IsGiven(line, option));
}
