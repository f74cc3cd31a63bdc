using System.Globalization;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Cores;

/// <summary>Draws heat over time: CPUs down, refreshes across, the newest at the right, and the time below.</summary>
/// <param name="history">What was.</param>
internal sealed class HeatPicture(HeatHistory history)
{
    private const string Now = "now";
    private const int TickEvery = 20;
    private const int LongestText = 12;

    private readonly HeatGrid _grid = new(history);

    /// <summary>Draws all rows.</summary>
    /// <param name="canvas">Where, from its first row.</param>
    /// <param name="layout">What goes where.</param>
    /// <param name="snapshot">The machine.</param>
    /// <param name="emphasis">What stands out.</param>
    /// <param name="moment">The refresh under the cursor; null for the newest.</param>
    /// <returns>The row behind its last.</returns>
    public int Draw(ref Canvas canvas, CorePanelLayout layout, Snapshot snapshot, in CpuEmphasis emphasis, long? moment)
    {
        long newest = Newest(layout, moment);
        _grid.Follow(layout, snapshot, emphasis, newest);
        int row = 0;
        for (int y = 0; y < layout.Lines.Length - 1; y++)
        {
            canvas.MoveTo(0, y);
            foreach (PlacedCoreItem placed in layout.Lines[y].Items)
            {
                canvas.BlankTo(placed.X, Ink.Normal);
                DrawRow(ref canvas, layout, placed.Item, row++, emphasis, newest, moment);
            }

            canvas.BlankRow(Ink.Normal);
        }

        canvas.MoveTo(0, layout.Lines.Length - 1);
        foreach (PlacedCoreItem placed in layout.Lines[0].Items)
        {
            DrawAxis(ref canvas, placed.X + layout.LabelWidth + HeatPlacer.SignCells, layout.BarWidth, newest, moment);
        }

        canvas.BlankRow(Ink.Normal);
        return layout.Lines.Length;
    }

    /// <summary>The last refresh in view: the newest or, where the cursor is farther back than is in view then, some after it.</summary>
    private long Newest(CorePanelLayout layout, long? moment)
    {
        long newest = history.Shown - 1;
        return moment is { } at && at <= newest - layout.BarWidth ? Math.Min(newest, at + (layout.BarWidth / 2)) : newest;
    }

    private void DrawRow(
        ref Canvas canvas, CorePanelLayout layout, CoreItem item, int row, in CpuEmphasis emphasis, long newest, long? moment)
    {
        ref readonly HeatNow now = ref _grid.Now(row);
        int start = canvas.X;
        bool isUnderCursor = emphasis.IsUnderCursor(item);
        canvas.BlankTo(start + layout.LabelWidth - item.Label.Length, isUnderCursor ? Ink.Cursor : Ink.Normal);
        canvas.Text(item.Label, emphasis.Label(item, now.Crowd));
        emphasis.Signs(item, now.Crowd).Draw(ref canvas);
        for (long refresh = newest - layout.BarWidth + 1; refresh <= newest; refresh++)
        {
            if (_grid.Find(row, refresh) is not { } cell)
            {
                canvas.Put(' ', Ink.Normal);
                continue;
            }

            canvas.Put(Sign(cell), isUnderCursor && refresh == moment ? Ink.Cursor : InkOf(cell));
        }

        DrawValue(ref canvas, item, now, isUnderCursor);
        if (layout.IdleCells > 0)
        {
            DrawIdle(ref canvas, item, now.Idle, canvas.X + layout.IdleCells);
        }
    }

    private static void DrawValue(ref Canvas canvas, CoreItem item, in HeatNow now, bool isUnderCursor)
    {
        Span<char> text = stackalloc char[LongestText];
        int length;
        if (now.Crowd > 0)
        {
            text.TryWrite(CultureInfo.InvariantCulture, $"{CoreSigns.Crowded}{now.Crowd}", out length);
        }
        else if (item.IsOnline && now.Busy is { } busy)
        {
            ((int)Math.Round(busy * 100)).TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        }
        else
        {
            (text[0], length) = (item.IsOnline ? CoreSigns.Unknown : CoreSigns.Offline, 1);
        }

        canvas.Right(text[..length], HeatPlacer.ValueCells, isUnderCursor ? Ink.Cursor
            : now.Crowd > 0 ? Ink.Crowded
            : now.Busy >= Idleness.MostBusy ? Ink.Normal
            : Ink.Faint);
    }

    // The busiest hides the others, and idle ones are half of what is looked for.
    private static void DrawIdle(ref Canvas canvas, CoreItem item, int idle, int end)
    {
        if (item.Cpus.Count > 1 && idle > 0)
        {
            Span<char> text = stackalloc char[LongestText];
            text.TryWrite(CultureInfo.InvariantCulture, $"{idle} idle", out int length);
            canvas.Right(text[..length], end - canvas.X, Ink.Good);
        }

        canvas.BlankTo(end, Ink.Normal);
    }

    private static char Sign(HeatCell cell) =>
        cell.IsCrowded ? CoreSigns.Crowded
        : cell.IsKnown ? CoreSigns.Level(cell.Busy)
        : cell == HeatCell.Unknown ? CoreSigns.Unknown
        : CoreSigns.Offline;

    private static Ink InkOf(HeatCell cell) =>
        cell.IsCrowded ? Ink.HeatCrowded : cell.IsKnown ? Ink.Heat0 + CoreSigns.LevelOf(cell.Busy) : Ink.Faint;

    // The last character of a time stands under its refresh.
    private void DrawAxis(ref Canvas canvas, int start, int width, long newest, long? moment)
    {
        Span<char> text = stackalloc char[LongestText];
        for (int back = (width - 1) / TickEvery * TickEvery; back >= 0; back -= TickEvery)
        {
            long refresh = newest - back;
            int length = history.Has(refresh) ? Write(text, refresh) : 0;
            int x = start + width - 1 - back;
            bool coversMoment = moment is { } at && at > refresh - length && at <= refresh;
            if (length == 0 || x - length + 1 <= canvas.X || coversMoment)
            {
                continue;
            }

            BlankTo(ref canvas, x - length + 1, start, width, newest, moment);
            canvas.Text(text[..length], Ink.Faint);
        }

        BlankTo(ref canvas, start + width, start, width, newest, moment);
    }

    // With the mark of the moment under the cursor, where that is not covered by a time.
    private static void BlankTo(ref Canvas canvas, int end, int start, int width, long newest, long? moment)
    {
        int at = moment is { } refresh ? start + width - 1 - (int)(newest - refresh) : -1;
        if (at >= canvas.X && at < end)
        {
            canvas.BlankTo(at, Ink.Normal);
            canvas.Put('^', Ink.Cursor);
        }

        canvas.BlankTo(end, Ink.Normal);
    }

    private int Write(Span<char> text, long refresh)
    {
        if (refresh == history.Shown - 1)
        {
            Now.CopyTo(text);
            return Now.Length;
        }

        TimeSpan age = history.TimeOf(history.Shown - 1) - history.TimeOf(refresh);
        int seconds = (int)Math.Round(age.TotalSeconds), length;
        text.TryWrite(CultureInfo.InvariantCulture, $"-{seconds / 60}:{seconds % 60:00}", out length);
        return length;
    }
}
