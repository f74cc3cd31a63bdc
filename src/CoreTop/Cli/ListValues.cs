using System.Collections.Immutable;
using System.CommandLine;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Options;

namespace CoreTop.Cli;

/// <summary>What the options of the full screen and of snapshot say of the process list.</summary>
internal static class ListValues
{
    /// <summary>The columns that documents are asked for; null when the line names none, so that they stay whole.</summary>
    public static ImmutableArray<ProcessColumn>? Columns(ParseResult line) =>
        CliValues.IsGiven(line, CliCommands.Columns) ? line.GetValue(CliCommands.Columns) : null;

    /// <summary>The list they ask for.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="otherwise">What counts where no option says otherwise; null for the defaults.</param>
    public static ListOptions From(ParseResult line, ListOptions? otherwise = null)
    {
        ListOptions list = (otherwise ?? new()) with
        {
            Filter = line.GetRequiredValue(CliCommands.Filter),
            Pids = line.GetValue(CliCommands.Pids) is { Count: > 0 } pids ? [.. pids] : null,
            User = line.GetValue(CliCommands.User),
        };
        list = line.GetValue(CliCommands.Threads) ? list with { ShowsThreads = true } : list;
        list = Columns(line) is { } columns ? list with { Columns = columns } : list;
        list = CliValues.IsGiven(line, CliCommands.HighlightChanges)
            ? list with { ChangesMarkedFor = line.GetRequiredValue(CliCommands.HighlightChanges) }
            : list;
        return CliValues.IsGiven(line, CliCommands.Sort)
            ? list with { Sort = line.GetRequiredValue(CliCommands.Sort), IsReversed = false }
            : list;
    }
}
