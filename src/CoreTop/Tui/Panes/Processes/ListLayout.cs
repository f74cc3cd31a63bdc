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
    private readonly ColumnWidths _widths = new();
    private ImmutableArray<ProcessColumn> _chosen = [];
    private ProcessColumn? _sort;
    private int _width = -1;

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
            return _width - last.Start - (last.Column.IsLeft ? 1 + last.Column.Heading.Length : last.Width);
        }
    }

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
    /// <param name="options">Which columns.</param>
    /// <param name="narrowing">What narrows the list.</param>
    public void Fit(int width, Snapshot? snapshot, ListOptions options, string narrowing)
    {
        if (_widths.Grow(snapshot) || _width != width || _chosen != options.Columns || _sort != options.Sort)
        {
            (_width, _chosen, _sort) = (width, options.Columns, options.Sort);
            Columns = ColumnLayout.Place(_width, _chosen, _sort, _widths);
        }

        HeadingRows = Canvas.Columns(narrowing) > RoomBehindHeadings ? 2 : 1;
    }
}
