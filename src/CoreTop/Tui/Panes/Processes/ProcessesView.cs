using CoreTop.Analysis.Judging;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Layout;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>The headings and the rows in view.</summary>
/// <param name="theme">The colours.</param>
/// <param name="context">What the panes share.</param>
/// <param name="state">The rows, the cursor, the tags.</param>
/// <param name="layout">Where the columns stand.</param>
/// <param name="pan">How much of long command lines is hidden.</param>
internal sealed class ProcessesView(
    Theme theme, ScreenContext context, ProcessesState state, ListLayout layout, CommandPan pan) : HotView(theme)
{
    private const int WheelRows = 3;
    private readonly char[] _text = new char[4096];

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        int y = layout.HeadingRows;
        if (y > 1)
        {
            canvas.Left(state.Narrowing, canvas.Width, Prominent);
            canvas.MoveTo(0, 1);
        }

        DrawHeadings(canvas, hasNarrowing: y == 1);
        if (context.Readings.Snapshot is { } snapshot)
        {
            for (int i = state.Cursor.Top; y < canvas.Height && i < state.Rows.Count; i++, y++)
            {
                canvas.MoveTo(0, y);
                DrawRow(canvas, state.Rows[i], i, snapshot);
            }
        }

        if (state.WhyEmpty is { } why && y < canvas.Height)
        {
            canvas.MoveTo(0, y++);
            canvas.Text(" ", Ink.Normal);
            canvas.Left(why, canvas.Width - 1, Ink.Notice);
        }

        canvas.BlankRowsFrom(y);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            state.Move(mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? WheelRows : -WheelRows);
            return true;
        }

        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) || mouse.Position is not { } position)
        {
            return false;
        }

        int headingRows = layout.HeadingRows;
        if (position.Y >= headingRows)
        {
            state.ClickRow(state.Cursor.Top + position.Y - headingRows);
            return true;
        }

        foreach (PlacedColumn placed in layout.Columns)
        {
            if (position.Y == headingRows - 1 && position.X >= placed.Start && position.X < placed.Start + placed.Width)
            {
                state.ClickHeading(placed.Column);
            }
        }

        return true;
    }

    // It has the keyboard, or would have it if nothing lay over it.
    private bool IsFocused => !context.Panes.HasCores;

    // Only the pane that has the keyboard has bright headings.
    private Ink Prominent => IsFocused ? Ink.HeadingSorted : Ink.Strong;

    private void DrawHeadings(Canvas canvas, bool hasNarrowing)
    {
        Ink gap = IsFocused ? Ink.Heading : Ink.Faint;
        foreach (PlacedColumn placed in layout.Columns)
        {
            bool sorts = placed.Column == state.Options.Sort;
            Ink ink = sorts ? Prominent : gap;
            string heading = layout.HeadingOf(placed.Column);
            if (placed.Column.IsLeft)
            {
                canvas.BlankTo(placed.Start + placed.Gap, gap);
                canvas.Left(heading, placed.Width - placed.Gap, ink);
            }
            else
            {
                canvas.BlankTo(placed.Start + placed.Width - heading.Length, gap);
                canvas.Text(heading, ink);
            }
        }

        string narrowing = hasNarrowing ? state.Narrowing : string.Empty;
        string hidden = layout.HiddenColumns > 0 ? $"+{layout.HiddenColumns}" : string.Empty;
        int width = Canvas.Columns(narrowing) + hidden.Length;
        if (width > layout.RoomBehindHeadings)
        {
            (hidden, width) = (string.Empty, width - hidden.Length);
        }

        canvas.MoveTo(canvas.Width - width, canvas.Y);
        canvas.Text(narrowing, Prominent);
        canvas.Text(hidden, Prominent);
    }

    private void DrawRow(Canvas canvas, in ProcessRow row, int index, Snapshot snapshot)
    {
        bool isTagged = state.IsTagged(row);
        Ink? whole = index == state.Cursor.Index ? CursorInk(row)
            : isTagged ? Ink.Tagged
            : row.Is(RowTraits.Context) || row.Is(RowTraits.Ended) ? Ink.Faint
            : null;
        bool isOfFinding = context.Finding.Tasks.Has(row);
        foreach (PlacedColumn placed in layout.Columns)
        {
            CellTone tone = placed.Column.Tone?.Invoke(row, snapshot) ?? CellTone.Normal;
            if (placed.Column == ProcessColumns.Command)
            {
                DrawCommand(ref canvas, row, placed.Width, tone, whole);
                continue;
            }

            int room = placed.Column.IsLong ? _text.Length
                : placed.Start == 0 && !placed.Column.IsLeft ? placed.Width
                : placed.Width - (placed.Column.IsLeft ? placed.Gap : 1);
            int length = placed.Column.Write(row, snapshot, _text.AsSpan(0, room));
            Ink ink = whole
                ?? (isOfFinding && placed.Column == ProcessColumns.Pid ? OfFinding.Ink
                    : tone == CellTone.Waiting && !context.WaitCosts.Has(row) ? Ink.Narrowed
                    : CellInks.Of(placed.Column, tone, _text.AsSpan(0, length)));
            if (placed.Column.IsLeft)
            {
                canvas.BlankTo(placed.Start + placed.Gap, ink);
                if (ink == Ink.Narrowed && !isOfFinding)
                {
                    // A mask that does no harm is calm: its letter says that it is narrow.
                    canvas.Text(_text.AsSpan(0, length - 1), Ink.Normal);
                    canvas.Put(_text[length - 1], ink);
                    canvas.BlankTo(placed.Start + placed.Width, Ink.Normal);
                    continue;
                }

                canvas.Left(_text.AsSpan(0, length), placed.Width - placed.Gap, ink);
            }
            else
            {
                canvas.Right(_text.AsSpan(0, length), placed.Width, ink);
            }
        }

        DrawMark(ref canvas, row, isTagged, isOfFinding, whole);
    }

    private Ink CursorInk(in ProcessRow row) => !IsFocused ? Ink.CursorAway
        : state.Followed == row.Key ? Ink.Picked
        : Ink.Cursor;

    // In three pieces: the name stands out from its path and its arguments, which are often alike in many rows.
    private void DrawCommand(ref Canvas canvas, in ProcessRow row, int width, CellTone tone, Ink? whole)
    {
        Ink ink = whole ?? (tone == CellTone.KernelThread ? Ink.KernelThread : Ink.Faint);
        Ink nameInk = whole ?? (tone == CellTone.Thread ? Ink.Notice : Ink.ProgramName);
        // What is behind the name of a group stays in view.
        Span<char> room = row.Group is null ? _text : _text.AsSpan(0, Math.Clamp(width - 1, 0, _text.Length));
        int length = CommandField.Write(row, state.Options.Command, state.Options.HidesPath, room, out Range name);
        int skipped = row.Group is null ? Math.Min(pan.Characters, length) : 0;
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

    // Red is for what is wrong: the tasks of a note are marked as its line is.
    private (char Sign, Ink Ink) OfFinding => context.Finding.Shown?.Severity == FindingSeverity.Warning
        ? (RowSigns.Finding, Ink.FindingMark)
        : (RowSigns.Note, Ink.Notice);

    private void DrawMark(ref Canvas canvas, in ProcessRow row, bool isTagged, bool isOfFinding, Ink? whole)
    {
        (char mark, Ink ink) = isTagged ? (RowSigns.Tagged, whole ?? Ink.Tagged)
            : state.IsTaggedInPart(row) ? (RowSigns.PartlyTagged, whole ?? Ink.Tagged)
            : isOfFinding ? (OfFinding.Sign, whole ?? OfFinding.Ink)
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
