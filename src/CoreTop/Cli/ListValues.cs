using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Options;
using CoreTop.Listing.Texts;

namespace CoreTop.Cli;

/// <summary>What the options of the full screen and of snapshot say of the process list.</summary>
internal static class ListValues
{
    /// <summary>The columns that documents are asked for; null when the line names none, so that they stay whole.</summary>
    public static ImmutableArray<ProcessColumn>? Columns(ParseResult line) =>
        CliValues.IsGiven(line, CliOptions.Columns) ? line.GetValue(CliOptions.Columns) : null;

    /// <summary>The list they ask for.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="otherwise">What counts where no option says otherwise; null for the defaults.</param>
    public static ListOptions From(ParseResult line, ListOptions? otherwise = null)
    {
        ListOptions list = (otherwise ?? new()) with
        {
            Filter = Filter(line),
            Pids = line.GetValue(CliOptions.Pids) is { Count: > 0 } pids ? [.. pids] : null,
            User = line.GetValue(CliOptions.User),
        };
        list = line.GetValue(CliOptions.Threads) ? list with { ShowsThreads = true } : list;
        list = line.GetValue(CliOptions.Groups) ? list with { IsGrouped = true, IsTree = false } : list;
        list = line.GetValue(CliOptions.HideIdle) ? list with { HidesIdle = !list.HidesIdle } : list;
        list = line.GetValue(CliOptions.CommandLine) ? list with { Command = CommandMode.Whole } : list;
        list = Columns(line) is { } columns ? list with { Columns = columns } : list;
        list = CliValues.IsGiven(line, CliOptions.HighlightChanges)
            ? list with { ChangesMarkedFor = line.GetRequiredValue(CliOptions.HighlightChanges) }
            : list;
        if (line.GetValue(CliOptions.SortOverride) is { } sort)
        {
            return list with { Sort = sort.Column, IsReversed = sort.IsReversed };
        }

        return CliValues.IsGiven(line, CliOptions.Sort)
            ? list with { Sort = line.GetRequiredValue(CliOptions.Sort), IsReversed = false }
            : list;
    }

    private static RowFilter Filter(ParseResult line)
    {
        RowFilter filter = line.GetRequiredValue(CliOptions.Filter);
        return line.GetValue(CliOptions.AnyUser) is { } user ? RowFilter.Both(filter, OfAnyUser(user)) : filter;
    }

    // The saved user's name is not read of each process, its number is.
    private static RowFilter OfAnyUser(string user)
    {
        string name = CliValues.UserOf(user);
        string terms = uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
            ? string.Create(CultureInfo.InvariantCulture, $"uid={number} or ruid={number} or suid={number}")
            : $"user={FilterPart.Quoted(name)} or ruser={FilterPart.Quoted(name)}";
        return RowFilter.TryParse(user.Length > name.Length ? $"not ({terms})" : terms, out RowFilter? filter, out FilterError? error)
            ? filter
            : throw new InvalidOperationException(error.Line);
    }
}
