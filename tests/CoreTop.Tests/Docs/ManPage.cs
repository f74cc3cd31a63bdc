using System.CommandLine;
using System.Globalization;
using System.Text;
using CoreTop.Cli;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Texts;
using CoreTop.Settings;
using CoreTop.Tui;
using CoreTop.Tui.Screen;

namespace CoreTop.Tests.Docs;

/// <summary>The manual page docs/coretop.1, made from the tables of commands, keys, columns and settings.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man7/groff_man.7.html"/>
internal static class ManPage
{
    private static readonly (string Name, string Meaning)[] Files =
    [
        ("$XDG_CONFIG_HOME/coretop/config", "Settings; ~/.config/coretop/config when the variable is not set."),
        ("$XDG_STATE_HOME/coretop", "The journal of changes that undo takes back; ~/.local/state/coretop when the variable is not set."),
        ("/proc, /sys", "All that is shown is read from there; --root reads another machine's."),
    ];

    private static readonly (string Name, string Meaning)[] Variables =
    [
        ("COLUMNS", "The width for -b with -w, where that has no number."),
        ("COLORTERM", "With truecolor or 24bit, true colour is used."),
        ("HOME, XDG_CONFIG_HOME, XDG_STATE_HOME", "Where settings and the journal are."),
        ("LC_ALL, LC_CTYPE, LANG", "The first that is set tells whether characters outside ASCII are understood."),
        ("NO_COLOR", "Set to anything, it takes colours away."),
        ("TERM", "What the terminal can show."),
    ];

    /// <summary>The page, for man(1).</summary>
    public static string Text()
    {
        var page = new StringBuilder(
            ".\\\" Made from the tables of commands, keys, columns and settings in src/CoreTop; a test compares.\n"
            + ".TH CORETOP 1 \"\" \"CoreTop\" \"User Commands\"\n.SH NAME\n"
            + "coretop \\- shows CPUs, tasks and where tasks may run, and moves tasks to idle CPUs\n.SH SYNOPSIS\n");
        foreach (CliCommand command in CliCommands.All)
        {
            AppendSynopsis(page, command);
        }

        Section(page, "DESCRIPTION");
        Paragraph(page, "CoreTop is a top for machines with many CPUs. It shows which CPUs are busy, where each task runs and where it may run, "
            + "says in one line what is wrong and what it costs, and moves tasks with a few keystrokes; what it changes can be taken back.");
        AppendOptions(page, CliCommands.All[0]);
        Section(page, "COMMANDS");
        foreach (CliCommand command in CliCommands.All.AsSpan()[1..])
        {
            Term(page, Invocation(command), command.Help);
            Paragraph(page, $"Options: {string.Join(", ", command.Options.Select(option => option.Name))}.", indented: true);
        }

        AppendOwnOptions(page);
        AppendKeys(page);
        Section(page, "COLUMNS");
        foreach (ProcessColumn column in ProcessColumns.All)
        {
            Term(page, $"{column.Heading}, {column.JsonName}", column.Help);
        }

        foreach ((char letter, string meaning) in AffinityField.Legend)
        {
            Paragraph(page, $"{letter} behind an affinity: {meaning}.");
        }

        Section(page, "SETTINGS");
        Paragraph(page, "A line of the settings file is a key, an equals sign and a value; # begins a comment.");
        foreach (Setting setting in SettingsTable.All)
        {
            Term(page, setting.Name, $"{setting.Help} It takes {setting.Allowed}.");
        }

        Section(page, "EXIT STATUS");
        foreach ((int code, string meaning) in ExitCode.Meanings)
        {
            Term(page, code.ToString(CultureInfo.InvariantCulture), meaning + ".");
        }

        Term(page, "128 and a number", "Ended by the signal of that number.");
        AppendList(page, "ENVIRONMENT", Variables);
        AppendList(page, "FILES", Files);
        Section(page, "SEE ALSO");
        page.Append(".BR top (1),\n.BR taskset (1),\n.BR sched_setaffinity (2),\n.BR cpuset (7),\n.BR sched (7)\n");
        return page.ToString();
    }

    private static void AppendSynopsis(StringBuilder page, CliCommand command)
    {
        page.Append(".br\n.B ").Append(Escaped(command.Invocation)).Append('\n');
        string words = string.Concat(
            command.Options.Where(option => option.Required).Select(option => $"{option.Name} {option.HelpName} ")
                .Append(command.Argument is { } argument ? $"{Value(argument)} " : string.Empty));
        page.Append(Escaped(words)).Append("[\\fIOPTION\\fR]...\n");
    }

    private static void AppendOptions(StringBuilder page, CliCommand command)
    {
        Section(page, "OPTIONS");
        foreach (Option option in command.Options)
        {
            Append(page, option);
        }
    }

    // An option that commands share is listed once.
    private static void AppendOwnOptions(StringBuilder page)
    {
        Section(page, "OPTIONS OF COMMANDS");
        foreach (Option option in CliCommands.All.SelectMany(command => command.Options).Except(CliCommands.All[0].Options).Distinct())
        {
            Append(page, option);
        }
    }

    private static void Append(StringBuilder page, Option option)
    {
        string value = option.Arity.MaximumNumberOfValues == 0 ? string.Empty : $" {option.HelpName}";
        Term(page, string.Join(", ", option.Aliases.Append(option.Name)) + value, option.Description ?? string.Empty);
    }

    private static void AppendKeys(StringBuilder page)
    {
        Section(page, "KEYS");
        foreach (IGrouping<string, KeyCommand> group in KeyBook.All.GroupBy(command => command.Group))
        {
            page.Append(CultureInfo.InvariantCulture, $".SS {Escaped(group.Key)}\n");
            foreach (KeyCommand command in group)
            {
                Term(page, string.Join(' ', command.KeyNames), command.Help);
            }
        }
    }

    private static void AppendList(StringBuilder page, string heading, (string Name, string Meaning)[] entries)
    {
        Section(page, heading);
        foreach ((string name, string meaning) in entries)
        {
            Term(page, name, meaning);
        }
    }

    private static string Invocation(CliCommand command) =>
        command.Argument is { } argument ? $"{command.Invocation} {Value(argument)}" : command.Invocation;

    private static string Value(Argument argument) =>
        argument.Arity.MaximumNumberOfValues > 1 ? $"{argument.Name}..."
        : argument.Arity.MinimumNumberOfValues == 0 ? $"[{argument.Name}]"
        : argument.Name;

    private static void Section(StringBuilder page, string heading) => page.Append(".SH ").Append(heading).Append('\n');

    private static void Term(StringBuilder page, string term, string help) =>
        page.Append(".TP\n\\fB").Append(Escaped(term)).Append("\\fR\n").Append(Line(help)).Append('\n');

    private static void Paragraph(StringBuilder page, string text, bool indented = false) =>
        page.Append(indented ? ".IP\n" : ".PP\n").Append(Line(text)).Append('\n');

    // A line that begins with a dot or a quote would be a command of the formatter.
    private static string Line(string text) => text is ['.' or '\'', ..] ? $"\\&{Escaped(text)}" : Escaped(text);

    private static string Escaped(string text) => text
        .Replace("\\", "\\e", StringComparison.Ordinal)
        .Replace("-", "\\-", StringComparison.Ordinal)
        .Replace("^", "\\(ha", StringComparison.Ordinal)
        .Replace("~", "\\(ti", StringComparison.Ordinal)
        .Replace("`", "\\(ga", StringComparison.Ordinal)
        .Replace("'", "\\(aq", StringComparison.Ordinal);
}
