using System.CommandLine;
using CoreTop.Tui.Processes;

namespace CoreTop.Cli;

/// <summary>What the options of the full screen and of snapshot say of the process list.</summary>
internal static class ListValues
{
    /// <summary>The list they ask for.</summary>
    public static ListOptions From(ParseResult line) => new()
    {
        Sort = line.GetRequiredValue(CliCommands.Sort),
        ShowsThreads = line.GetValue(CliCommands.Threads),
        Filter = RowFilter.Parse(line.GetValue(CliCommands.Filter) ?? string.Empty),
        Pids = line.GetValue(CliCommands.Pids) is { Count: > 0 } pids ? [.. pids] : null,
        User = line.GetValue(CliCommands.User),
    };
}
