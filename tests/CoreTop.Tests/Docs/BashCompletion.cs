using System.CommandLine;
using System.Globalization;
using System.Text;
using CoreTop.Cli;
using CoreTop.Listing.Fields;

namespace CoreTop.Tests.Docs;

/// <summary>The script docs/coretop.bash, made from the table: it completes commands, options and values in bash.</summary>
internal static class BashCompletion
{
    private static IEnumerable<string> Names => CliCommands.All.Skip(1).Select(command => command.Name);

    /// <summary>Makes the script.</summary>
    public static string Script()
    {
        var text = new StringBuilder(
            """
            # Completes coretop's commands and options in bash: source this file, or put it in
            # /usr/share/bash-completion/completions/coretop. Made from src/CoreTop/Cli/CliCommands.cs.
            _coretop() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command="" words each
                for each in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                    case $each in

            """);
        text.Append(CultureInfo.InvariantCulture, $"            {string.Join('|', Names)}) command=$each; break ;;\n");
        text.Append("        esac\n    done\n");

        // Behind -- stand a program and its arguments.
        text.Append(CultureInfo.InvariantCulture, $"    if [[ $command == {CliCommands.RunName} && \" ${{COMP_WORDS[*]:0:COMP_CWORD}} \" == *\" -- \"* ]]; then\n");
        text.Append("        COMPREPLY=($(compgen -c -f -- \"$word\"))\n        return\n    fi\n    case $before in\n");
        foreach (Option option in CliCommands.All.SelectMany(command => command.Options).Distinct())
        {
            if (option.Arity.MinimumNumberOfValues > 0)
            {
                text.Append(' ', 8).AppendJoin('|', option.Aliases.Prepend(option.Name));
                text.Append(CultureInfo.InvariantCulture, $") {Reply(option.HelpName!)} ;;\n");
            }
        }

        text.Append("    esac\n    case $command in\n");
        foreach (CliCommand command in CliCommands.All.AsSpan()[1..])
        {
            text.Append(CultureInfo.InvariantCulture, $"        {command.Name}) words=\"{Words(command)}\" ;;\n");
        }

        string first = $"{string.Join(' ', Names)} {Words(CliCommands.All[0])}";
        text.Append(CultureInfo.InvariantCulture, $"        *) words=\"{first}\" ;;\n");
        text.Append(
            """
                esac
                COMPREPLY=($(compgen -W "$words" -- "$word"))
            }
            complete -o default -F _coretop coretop

            """);
        return text.ToString();
    }

    private static string Words(CliCommand command) =>
        string.Join(' ', (command.Argument == CliOptions.HelpTopic ? Names : [])
            .Concat(command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))));

    private static string Reply(string value) => value switch
    {
        "PATH" => "COMPREPLY=($(compgen -f -- \"$word\")); return",
        "NAME" => "COMPREPLY=($(compgen -u -- \"$word\")); return",
        "CPUS" => Of("all idle isolated pcores ecores $(cd /sys/devices/system/node 2>/dev/null && echo node[0-9]*) "
            + "$(cd /sys/class/nvme 2>/dev/null && echo nvme[0-9]*)"),
        "PID" => Of("$(cd /proc && echo [0-9]*)"),
        "COLUMN" or "COLUMN,..." or "[-]COLUMN" => Of(ColumnNames()),
        _ when value.Contains('|', StringComparison.Ordinal) => Of(value.Replace('|', ' ')),
        _ => "COMPREPLY=(); return",
    };

    private static string ColumnNames()
    {
        IEnumerable<string> headings = ProcessColumns.All.Select(column => column.Heading.ToLowerInvariant());
        return string.Join(' ', headings.Union(ProcessColumns.All.Select(column => column.JsonName), StringComparer.OrdinalIgnoreCase));
    }

    private static string Of(string words) => $"COMPREPLY=($(compgen -W \"{words}\" -- \"$word\")); return";
}
