using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Layout;
using CoreTop.Listing.Options;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>Where the columns of the process list stand.</summary>
internal sealed class ListLayout
{
    private const string ShortCommand = "CMD";

    private readonly ColumnWidths _widths = new();
    private ImmutableArray<ProcessColumn> _chosen = [];
    private ProcessColumn? _sort;
    private (Snapshot? Snapshot, ListOptions? Options, int Top, int Height) _fitted;
    private int _width = -1;
    private bool _isShort;

    /// <summary>The columns for which there is room.</summary>
    public ImmutableArray<PlacedColumn> Columns { get; private set; } = [];

    /// <summary>Rows above the first task: the headings and, when it does not fit behind them, what narrows the list.</summary>
    public int HeadingRows { get; private set; } = 1;

    /// <summary>Chosen columns for which the screen is too narrow.</summary>
    public int HiddenColumns => _chosen.SequenceEqual(ProcessColumns.Default) ? 0 : _chosen.Length - Columns.Length;

    /// <summary>Cells behind the last heading.</summary>
    public int RoomBehindHeadings
    {
        get
        {
            PlacedColumn last = Columns[^1];
            return _width - last.Start - (last.Column.IsLeft ? last.Gap + HeadingOf(last.Column).Length : last.Width);
        }
    }

    /// <summary>A column's heading: that of commands is short where what narrows the list would need a row of its own else.</summary>
    public string HeadingOf(ProcessColumn column) => _isShort && column == ProcessColumns.Command ? ShortCommand : column.Heading;

    /// <summary>Cells for commands.</summary>
    public int CommandRoom
    {
        get
        {
            foreach (PlacedColumn placed in Columns)
            {
                if (placed.Column == ProcessColumns.Command)
                {
                    return placed.Width - 1;
                }
            }

            return int.MaxValue;
        }
    }

    /// <summary>Places the columns.</summary>
    /// <param name="width">The cells there are.</param>
    /// <param name="snapshot">What the columns must be wide enough for; null before it was read.</param>
    /// <param name="list">Which columns, and the rows.</param>
    public void Fit(int width, Snapshot? snapshot, ProcessesState list)
    {
        ListOptions options = list.Options;
        bool isWider = _widths.Grow(snapshot);
        if (FitRows(snapshot, list) || isWider || _width != width || _chosen != options.Columns || _sort != options.Sort)
        {
            (_width, _chosen, _sort) = (width, options.Columns, options.Sort);
            Columns = ColumnLayout.Place(_width, _chosen, _sort, _widths);
        }

        _isShort = false;
        int missing = Canvas.Columns(list.Narrowing) - RoomBehindHeadings;
        _isShort = missing > 0 && missing <= ProcessColumns.Command.Heading.Length - ShortCommand.Length
            && Columns[^1].Column == ProcessColumns.Command;
        HeadingRows = missing > 0 && !_isShort ? 2 : 1;
    }

    // The rows differ after a refresh, or where others are in view.
    private bool FitRows(Snapshot? snapshot, ProcessesState list)
    {
        if (snapshot is null || (ReferenceEquals(snapshot, _fitted.Snapshot) && ReferenceEquals(list.Options, _fitted.Options)
            && (list.Cursor.Top, list.Height) == (_fitted.Top, _fitted.Height)))
        {
            return false;
        }

        _fitted = (snapshot, list.Options, list.Cursor.Top, list.Height);
        return _widths.Fit(list.Options.Columns, list.Rows, list.Cursor.Top..(list.Cursor.Top + list.Height), snapshot);
    }
}
