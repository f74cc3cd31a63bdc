using System.Globalization;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>The rows of the process list as they are searched: by a text, by the terms of a filter, by the beginning of a PID.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="list">The list.</param>
internal sealed class SearchedTasks(ScreenContext context, ProcessesState list) : ISearched
{
    /// <inheritdoc/>
    public int Count => list.Rows.Count;

    /// <inheritdoc/>
    public int Current => list.Cursor.Index;

    /// <inheritdoc/>
    public Predicate<int> Matcher(string text)
    {
        Predicate<ProcessRow> isWanted = Wanted(text);
        return line => Has(list.Rows[line], isWanted);
    }

    // The beginning of a PID is enough, and a whole one goes before all else.

    /// <inheritdoc/>
    public int? Exact(string text) => list.Rows.FindIndex(shown => Has(shown, row => Id(row) == text)) is >= 0 and int row ? row : null;

    /// <inheritdoc/>
    public void Show(int line, string text) => list.MoveTo(line);

    /// <inheritdoc/>
    public string NotFound(string text)
    {
        string hidden = context.Readings.Snapshot is { } snapshot ? HiddenKernelThreads.Found(list.Options, snapshot, Wanted(text)) : string.Empty;
        return $"No task has \"{text}\".{hidden}";
    }

    // A folded group has what any of its processes has; below an unfolded one they are found themselves.
    private static bool Has(in ProcessRow row, Predicate<ProcessRow> isWanted) => row.Group is not { } group ? isWanted(row)
        : row.Is(RowTraits.Folded) && group.Members.Any(member => isWanted(new ProcessRow(member, Thread: null, Depth: 0)));

    private static string Id(in ProcessRow row) => row.Task.Key.Tid.ToString(CultureInfo.InvariantCulture);

    private Predicate<ProcessRow> Wanted(string text)
    {
        RowFilter filter = RowFilter.TryParse(text, out RowFilter? parsed, out _) ? parsed : RowFilter.Containing(text);
        Snapshot? snapshot = context.Readings.Snapshot;
        return row => snapshot is not null && (filter.Lets(row, snapshot) || Id(row).StartsWith(text, StringComparison.Ordinal));
    }
}
