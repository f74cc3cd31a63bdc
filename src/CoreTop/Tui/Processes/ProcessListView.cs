using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Layout;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Keys;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Processes;

/// <summary>The headings and the rows in view.</summary>
internal sealed class ProcessListView(Theme theme, MainScreen screen) : HotView(theme)
{
    private const int WheelRows = 3;
    private readonly char[] _text = new char[4096];
    private readonly ColumnWidths _widths = new();
    private ImmutableArray<PlacedColumn> _columns = [];
    private ImmutableArray<ProcessColumn> _chosen = [];
    private ProcessColumn? _sort;
    private int _width = -1;
    private int _longestCommand;

    /// <summary>Rows above the first task: the headings and, where there is no room for it behind them, what narrows the list.</summary>
    public int HeadingRowsAt(int width)
    {
        if (_widths.Grow(screen.Snapshot) || _width != width || _chosen != screen.List.Columns || _sort != screen.List.Sort)
        {
            (_width, _chosen, _sort) = (width, screen.List.Columns, screen.List.Sort);
            _columns = ColumnLayout.Place(_width, _chosen, _sort, _widths);
        }

        return Canvas.Columns(State()) > RoomBehindHeadings ? 2 : 1;
    }

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        _longestCommand = 0;
        int y = HeadingRowsAt(canvas.Width);
        if (y > 1)
        {
            canvas.Left(State(), canvas.Width, Ink.HeadingSorted);
            canvas.MoveTo(0, 1);
        }

        DrawHeadings(canvas, hasState: y == 1);
        if (screen.Snapshot is { } snapshot)
        {
            for (int i = screen.Cursor.Top; y < canvas.Height && i < screen.Rows.Count; i++, y++)
            {
                canvas.MoveTo(0, y);
                DrawRow(canvas, screen.Rows[i], i, snapshot);
            }
        }

        canvas.BlankRowsFrom(y);
        screen.LastCommandPan = Math.Max(0, _longestCommand - CommandRoom());
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            screen.MoveCursor(mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? WheelRows : -WheelRows);
            return true;
        }

        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) || mouse.Position is not { } position)
        {
            return false;
        }

        int headingRows = HeadingRowsAt(_width);
        if (position.Y >= headingRows)
        {
            screen.ClickRow(screen.Cursor.Top + position.Y - headingRows);
            return true;
        }

        foreach (PlacedColumn placed in _columns)
        {
            if (position.Y == headingRows - 1 && position.X >= placed.Start && position.X < placed.Start + placed.Width)
            {
                screen.ClickHeading(placed.Column);
            }
        }

        return true;
    }

    private void DrawHeadings(Canvas canvas, bool hasState)
    {
        foreach (PlacedColumn placed in _columns)
        {
            bool sorts = placed.Column == screen.List.Sort;
            Ink ink = sorts ? Ink.HeadingSorted : Ink.Heading;
            string heading = placed.Column.Heading;
            if (placed.Column.IsLeft)
            {
                canvas.Put(' ', Ink.Heading);
                canvas.Left(heading, placed.Width - 1, ink);
            }
            else
            {
                canvas.BlankTo(placed.Start + placed.Width - heading.Length, Ink.Heading);
                canvas.Text(heading, ink);
            }
        }

        string state = hasState ? State() : string.Empty;
        string hidden = HiddenColumns > 0 ? $"+{HiddenColumns}" : string.Empty;
        int width = Canvas.Columns(state) + hidden.Length;
        if (width > RoomBehindHeadings)
        {
            (hidden, width) = (string.Empty, width - hidden.Length);
        }

        canvas.MoveTo(canvas.Width - width, canvas.Y);
        canvas.Text(state, Ink.HeadingSorted);
        canvas.Text(hidden, Ink.HeadingSorted);
    }

    // Chosen columns for which the screen is too narrow.
    private int HiddenColumns => _chosen.SequenceEqual(ProcessColumns.Default) ? 0 : _chosen.Length - _columns.Length;

    private int RoomBehindHeadings
    {
        get
        {
            PlacedColumn last = _columns[^1];
            return _width - last.Start - (last.Column.IsLeft ? 1 + last.Column.Heading.Length : last.Width);
        }
    }

    // What narrows the list, and how many are tagged.
    private string State()
    {
        string tagged = screen.Tags.IsEmpty ? string.Empty : $" {screen.Tags.Count} tagged ";
        string cpu = screen.List.LastCpu is { } last ? $" last on CPU {last} " : string.Empty;
        string user = screen.List.User is { } name ? $" user {name} " : string.Empty;
        string followed = screen.Followed is { } key ? $" follows {key.Task.Tid} " : string.Empty;
        string filter = screen.List.Filter == RowFilter.None ? string.Empty : $" filter {screen.List.Filter.Text} ";
        return tagged + followed + cpu + user + filter;
    }

    private void DrawRow(Canvas canvas, in ProcessRow row, int index, Snapshot snapshot)
    {
        bool isTagged = screen.Tags.Contains(row.Key);
        Ink? whole = index == screen.Cursor.Index ? CursorInk(row)
            : isTagged ? Ink.Tagged
            : row.Is(RowTraits.Context) || row.Is(RowTraits.Ended) ? Ink.Faint
            : null;
        foreach (PlacedColumn placed in _columns)
        {
            Ink ink = whole ?? InkOf(placed.Column.Tone?.Invoke(row, snapshot) ?? CellTone.Normal);
            if (placed.Column == ProcessColumns.Command)
            {
                DrawCommand(ref canvas, row, placed.Width, ink, whole ?? Ink.Strong);
                continue;
            }

            int room = placed.Column.IsLong ? _text.Length
                : placed.Start == 0 && !placed.Column.IsLeft ? placed.Width
                : placed.Width - 1;
            int length = placed.Column.Text(row, snapshot, _text.AsSpan(0, room));
            if (placed.Column.IsLeft)
            {
                canvas.Put(' ', ink);
                canvas.Left(_text.AsSpan(0, length), placed.Width - 1, ink);
            }
            else
            {
                canvas.Right(_text.AsSpan(0, length), placed.Width, ink);
            }
        }

        DrawMark(ref canvas, row, isTagged, whole);
    }

    private static Ink InkOf(CellTone tone) => tone switch
    {
        CellTone.Running => Ink.Running,
        CellTone.Waiting => Ink.Waiting,
        CellTone.Narrowed => Ink.Narrowed,
        CellTone.KernelThread => Ink.KernelThread,
        CellTone.Thread => Ink.Notice,
        _ => Ink.Normal,
    };

    private Ink CursorInk(in ProcessRow row) => screen.Panel != KeyPanel.Processes ? Ink.CursorAway
        : screen.Followed == row.Key ? Ink.Picked
        : Ink.Cursor;

    // In three pieces: the task's own name may be marked.
    private void DrawCommand(ref Canvas canvas, in ProcessRow row, int width, Ink ink, Ink nameInk)
    {
        int length = CommandField.Write(row, screen.List.Command, screen.List.HidesPath, _text, out Range name);
        _longestCommand = Math.Max(_longestCommand, length);
        int skipped = Math.Min(screen.CommandPan, length);
        int nameStart = Math.Max(skipped, name.Start.GetOffset(length)), nameEnd = Math.Max(nameStart, name.End.GetOffset(length));
        int end = canvas.X + width;
        canvas.Put(' ', ink);
        if (nameEnd > nameStart)
        {
            canvas.Text(_text.AsSpan(skipped, nameStart - skipped), ink, end - canvas.X);
            canvas.Text(_text.AsSpan(nameStart, nameEnd - nameStart), nameInk, end - canvas.X);
            skipped = nameEnd;
        }

        canvas.Left(_text.AsSpan(skipped, length - skipped), Math.Max(0, end - canvas.X), ink);
    }

    private int CommandRoom()
    {
        foreach (PlacedColumn placed in _columns)
        {
            if (placed.Column == ProcessColumns.Command)
            {
                return placed.Width - 1;
            }
        }

        return int.MaxValue;
    }

    private static void DrawMark(ref Canvas canvas, in ProcessRow row, bool isTagged, Ink? whole)
    {
        (char mark, Ink ink) = isTagged ? (RowSigns.Tagged, whole ?? Ink.Tagged)
            : row.Is(RowTraits.New) ? (RowSigns.New, whole ?? Ink.Good)
            : row.Is(RowTraits.Ended) ? (RowSigns.Ended, whole == Ink.Faint ? Ink.Error : whole ?? Ink.Error)
            : row.Is(RowTraits.Context) ? (RowSigns.Context, whole ?? Ink.Faint)
            : (' ', Ink.Normal);
        if (mark != ' ')
        {
            canvas.MoveTo(0, canvas.Y);
            canvas.Put(mark, ink);
        }
    }
}
