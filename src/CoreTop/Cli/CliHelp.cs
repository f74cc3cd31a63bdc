using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using CoreTop.Os;

namespace CoreTop.Cli;

/// <summary>The text of --help, made from the table.</summary>
internal static class CliHelp
{
    private const int Width = 100;
    private const int TermWidth = 26;

    /// <summary>The help of a command.</summary>
    public static string Of(CliCommand command, ImmutableArray<CliCommand> commands)
    {
        bool isRoot = command.Name.Length == 0;
        var text = new StringBuilder();
        AppendWrapped(text, command.Help, indent: 0);
        text.Append("\nUsage: ").Append(command.Invocation);
        bool isProgram = command.Argument == CliOptions.Program;
        if (command.Argument is { } argument && !isProgram)
        {
            text.Append(' ').Append(Value(argument));
        }

        foreach (Option required in command.Options.Where(option => option.Required))
        {
            text.Append(CultureInfo.InvariantCulture, $" {required.Name} {required.HelpName}");
        }

        text.Append(isProgram ? $" [OPTION]... -- {Value(command.Argument!)}\n" : " [OPTION]...\n");
        if (isRoot)
        {
            text.Append(CultureInfo.InvariantCulture, $"       {ProgramVersion.ProgramName} COMMAND [OPTION]...\n\nCommands:\n");
            foreach (CliCommand each in commands.AsSpan()[1..])
            {
                AppendTerm(text, each.Argument is { } takes ? $"{each.Name} {Value(takes)}" : each.Name, each.Help);
            }
        }

        if (command.Argument is { Description: { } help } described)
        {
            text.Append("\nArguments:\n");
            AppendTerm(text, Value(described), help);
        }

        text.Append("\nOptions:\n");
        foreach (Option option in command.Options)
        {
            AppendTerm(text, Term(option), option.Description ?? string.Empty);
        }

        text.Append("\nExit codes:\n");
        foreach ((int code, string meaning) in ExitCode.Meanings.Where(each => isProgram || each.Code < ExitCode.ProgramNotExecutable))
        {
            AppendTerm(text, code.ToString(CultureInfo.InvariantCulture), meaning);
        }

        if (isRoot)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\"{ProgramVersion.ProgramName} help COMMAND\" says more about a command. An option given twice counts as given last.\n");
        }

        return text.ToString();
    }

    /// <summary>The help of an option by one of its names: what it does in each of the commands that take it; empty when none does.</summary>
    public static string Of(string name, ImmutableArray<CliCommand> commands)
    {
        var text = new StringBuilder();
        foreach (IGrouping<Option, CliCommand> takers in commands
            .SelectMany(command => command.Options.Where(option => option.Name == name || option.Aliases.Contains(name)), (command, option) => (command, option))
            .GroupBy(pair => pair.option, pair => pair.command))
        {
            text.Append(text.Length > 0 ? "\n" : string.Empty);
            AppendWrapped(text, $"{string.Join(", ", takers.Select(command => command.Invocation))}:", indent: 0);
            AppendTerm(text, Term(takers.Key), takers.Key.Description ?? string.Empty);
        }

        return text.ToString();
    }

    private static string Term(Option option)
    {
        string alias = option.Aliases.FirstOrDefault() is { } name ? $"{name}, " : "    ";
        string value = option.Arity.MaximumNumberOfValues == 0 ? string.Empty : $" {option.HelpName}";
        return $"{alias}{option.Name}{value}";
    }

    private static string Value(Argument argument) =>
        argument.Arity.MaximumNumberOfValues > 1 ? argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]..." : $"{argument.Name}..."
        : argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]"
        : argument.Name;

    private static void AppendTerm(StringBuilder text, string term, string help)
    {
        text.Append("  ").Append(term);
        if (term.Length + 2 >= TermWidth)
        {
            text.Append('\n').Append(' ', TermWidth);
        }
        else
        {
            text.Append(' ', TermWidth - term.Length - 2);
        }

        AppendWrapped(text, help, TermWidth);
    }

    // The first line stands where the text already is.
    private static void AppendWrapped(StringBuilder text, string words, int indent)
    {
        int used = indent;
        foreach (string word in words.Split(' '))
        {
            if (used > indent && used + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', indent);
                used = indent;
            }
            else if (used > indent)
            {
                text.Append(' ');
                used++;
            }

            text.Append(word);
            used += word.Length;
        }

        text.Append('\n');
    }
}
