using System.Globalization;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Keys;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Cores;

/// <summary>The CPUs' bars or cells.</summary>
internal sealed class CorePanelView(Theme theme, MainScreen screen) : HotView(theme)
{
    private const string CellLevels = ".▁▂▃▄▅▆▇█";
    private readonly char[] _text = new char[256];

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (screen.Snapshot is not { } snapshot || screen.CoreLayout is not { } layout)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        int first = layout.IsScrolled ? 1 : 0;
        canvas.BlankRowsFrom(0);
        if (layout.IsScrolled)
        {
            canvas.MoveTo(0, 0);
            DrawScrollLine(canvas, layout, snapshot);
        }

        foreach (PlacedCoreGroup placed in layout.Groups)
        {
            if (RowInView(layout, placed.Y) is { } row)
            {
                canvas.MoveTo(0, first + row);
                DrawGroup(canvas, layout, placed.Group, snapshot);
            }
        }

        foreach (PlacedCoreItem placed in layout.Items)
        {
            if (RowInView(layout, placed.Y) is { } row)
            {
                canvas.MoveTo(placed.X, first + row);
                if (layout.IsCells)
                {
                    DrawCell(canvas, placed.Item, snapshot);
                }
                else
                {
                    DrawBar(canvas, layout, placed, snapshot);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (screen.CoreLayout is not { } layout || mouse.Position is not { } position
            || !mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked))
        {
            return false;
        }

        int y = position.Y - (layout.IsScrolled ? 1 : 0) + screen.Cores.Top;
        PlacedCoreItem? clicked = null;
        foreach (PlacedCoreItem placed in layout.Items)
        {
            if (placed.Y == y && placed.X <= position.X && (clicked is null || placed.X > clicked.Value.X))
            {
                clicked = placed;
            }
        }

        if (clicked is { } item)
        {
            screen.ClickCpu(item.Item.First);
        }

        return true;
    }

    private int? RowInView(CorePanelLayout layout, int y)
    {
        int row = y - screen.Cores.Top;
        return row >= 0 && row < layout.ItemRows ? row : null;
    }

    private void DrawScrollLine(Canvas canvas, CorePanelLayout layout, Snapshot snapshot)
    {
        canvas.Put(' ', Ink.Normal);
        foreach (PlacedCoreGroup placed in layout.Groups)
        {
            CoreLoad load = CoreLoad.Mean(snapshot, placed.Group.Cpus);
            _text.AsSpan().TryWrite($"{placed.Group.Label} {load.Busy * load.OnlineCpus:0.0}/{load.OnlineCpus}  ", out int length);
            canvas.Text(_text.AsSpan(0, length), Ink.Label);
        }

        int last = Math.Min(layout.Rows, screen.Cores.Top + layout.ItemRows);
        string more = $" rows {screen.Cores.Top + 1}-{last} of {layout.Rows}, Tab and PgDn scroll ";
        canvas.MoveTo(Math.Max(0, canvas.Width - more.Length), canvas.Y);
        canvas.Text(more, Ink.Notice);
    }

    private void DrawGroup(Canvas canvas, CorePanelLayout layout, CoreGroup group, Snapshot snapshot)
    {
        canvas.Text(group.Label, Ink.Label);
        CoreLoad load = CoreLoad.Mean(snapshot, group.Cpus);
        int idle = CoreLoad.CountIdle(snapshot, group.Cpus);
        if (layout.IsCells)
        {
            canvas.MoveTo(Math.Max(0, canvas.Width - CorePanelLayout.SummaryWidth), canvas.Y);
            _text.AsSpan().TryWrite($"  {load.Busy * load.OnlineCpus:0.0}/{load.OnlineCpus}, {idle} idle", out int length);
            canvas.Text(_text.AsSpan(0, length), Ink.Normal);
        }
        else
        {
            _text.AsSpan().TryWrite($"  {group.Cpus}   busy {load.Busy * load.OnlineCpus:0.0} of {load.OnlineCpus}, {idle} idle", out int length);
            canvas.Text(_text.AsSpan(0, length), Ink.Faint);
        }
    }

    private void DrawCell(Canvas canvas, CoreItem item, Snapshot snapshot)
    {
        Ink? label = LabelInk(item);
        if (!item.IsOnline)
        {
            canvas.Put('-', label ?? Ink.Faint);
            return;
        }

        CoreLoad load = CoreLoad.Mean(snapshot, item.Cpus);
        int level = load.Busy < 0.05 ? 0 : 1 + (int)Math.Min(CellLevels.Length - 2, load.Busy * (CellLevels.Length - 1));
        Ink ink = screen.Crowds.ContainsKey(item.First) ? Ink.Waiting
            : load.Busy < CoreLoad.IdleBusy ? Ink.Faint
            : load.System + load.Irq > load.User + load.Nice ? Ink.BarSystem
            : Ink.BarUser;
        canvas.Put(CellLevels[level], label ?? ink);
    }

    private void DrawBar(Canvas canvas, CorePanelLayout layout, in PlacedCoreItem placed, Snapshot snapshot)
    {
        CoreItem item = placed.Item;
        canvas.BlankTo(placed.X + layout.LabelWidth - item.Label.Length, Ink.Normal);
        canvas.Text(item.Label, LabelInk(item) ?? Ink.Label);
        canvas.Put(item.Sign == ' ' ? '▕' : item.Sign, item.Sign == ' ' ? Ink.BarEdge : Ink.Notice);
        int barStart = canvas.X, barEnd = canvas.X + layout.BarWidth;
        if (!item.IsOnline)
        {
            canvas.MoveTo(barStart + ((layout.BarWidth - 3) / 2), canvas.Y);
            canvas.Text("off", Ink.Faint);
            canvas.MoveTo(barEnd, canvas.Y);
            canvas.Put('▏', Ink.BarEdge);
            canvas.Text("  -", Ink.Faint);
            return;
        }

        CoreLoad load = CoreLoad.Mean(snapshot, item.Cpus);
        double sum = 0;
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.User, '█', Ink.BarUser);
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.Nice, '▓', Ink.BarNice);
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.System, '▒', Ink.BarSystem);
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.Irq, '░', Ink.BarIrq);
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.Steal, 's', Ink.BarSteal);
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.IoWait, 'w', Ink.BarIoWait);
        canvas.BlankTo(barEnd, Ink.Normal);
        canvas.Put('▏', Ink.BarEdge);
        DrawValue(canvas, layout, placed, load);
    }

    // Behind the last column there is room for the crowd; between columns it takes the place of the 100.
    private void DrawValue(Canvas canvas, CorePanelLayout layout, in PlacedCoreItem placed, in CoreLoad load)
    {
        int percent = (int)Math.Round(load.Busy * 100);
        percent.TryFormat(_text, out int length, default, CultureInfo.InvariantCulture);
        bool isCrowded = screen.Crowds.TryGetValue(placed.Item.First, out int crowd) && placed.Item.Cpus.Count == 1;
        int valueX = canvas.X;
        canvas.Right(_text.AsSpan(0, length), 3, load.Busy >= CoreLoad.IdleBusy ? Ink.Normal : Ink.Faint);
        if (!isCrowded)
        {
            return;
        }

        _text.AsSpan().TryWrite($"×{crowd}", out length);
        bool isLastColumn = canvas.X + 1 + length <= canvas.Width && canvas.X >= layout.RightEdge;
        canvas.MoveTo(isLastColumn ? canvas.X + 1 : valueX, canvas.Y);
        canvas.Left(_text.AsSpan(0, length), isLastColumn ? length : 3, Ink.Waiting);
    }

    // The end of each segment is rounded, not its length, so that the whole bar is right.
    private static void Segment(
        ref Canvas canvas, int start, int width, ref double sum, double share, char fill, Ink ink)
    {
        sum += share;
        int end = start + (int)Math.Round(Math.Min(1, sum) * width);
        while (canvas.X < end)
        {
            canvas.Put(fill, ink);
        }
    }

    private Ink? LabelInk(CoreItem item)
    {
        if (screen.Panel == KeyPanel.Cores && screen.Cores.Cursor is { } cursor && item.Cpus.Contains(cursor))
        {
            return Ink.Cursor;
        }

        if (item.Cpus.Overlaps(screen.Cores.Picked))
        {
            return Ink.Picked;
        }

        return screen.MarkedCpus is { } marked && item.Cpus.Overlaps(marked) ? Ink.LabelMarked : null;
    }
}
