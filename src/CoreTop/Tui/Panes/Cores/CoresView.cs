using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Cores;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Panes.Cores;

/// <summary>The CPUs' bars or cells.</summary>
/// <param name="theme">The colours.</param>
/// <param name="context">What the panes share.</param>
/// <param name="state">What the user chose.</param>
/// <param name="arranged">What goes where; null until the first snapshot is there.</param>
/// <param name="click">Moves the cursor to a CPU.</param>
internal sealed class CoresView(
    Theme theme, ScreenContext context, Func<CorePanelState> state, Func<CorePanelLayout?> arranged, Action<CpuId> click) : HotView(theme)
{
    private readonly char[] _text = new char[256];
    private CorePanelState _state = new();

    // The CPUs that the selected task may use; null when it may use all, or when that is unknown.
    private CpuSet? _marked;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (context.Readings.Snapshot is not { } snapshot || arranged() is not { } layout)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        (_state, _marked) = (state(), Marked(snapshot));
        int y = 0;
        if (layout.IsScrolled)
        {
            canvas.MoveTo(0, y++);
            CoreSummary.Draw(ref canvas, layout, _state.Top, snapshot);
        }

        int last = Math.Min(layout.Lines.Length, _state.Top + layout.LinesInView);
        for (int line = _state.Top; line < last; line++, y++)
        {
            canvas.MoveTo(0, y);
            DrawLine(ref canvas, layout, layout.Lines[line], snapshot);
        }

        if (RestOfMachine.Text(snapshot) is { } rest)
        {
            canvas.MoveTo(0, y++);
            canvas.Text(" ", Ink.Normal);
            canvas.Text(rest, Ink.Faint);
            canvas.BlankRow(Ink.Normal);
        }

        canvas.BlankRowsFrom(y);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (arranged() is { } layout && mouse.Position is { } position
            && mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked)
            && layout.ItemAt(position.X, position.Y, state().Top) is { } item)
        {
            click(item.First);
        }

        return true;
    }

    private CpuSet? Marked(Snapshot snapshot) =>
        context.Tasks.Selected?.Task.Affinity is { } affinity && !snapshot.Topology.Online.IsSubsetOf(affinity) ? affinity : null;

    private void DrawLine(ref Canvas canvas, CorePanelLayout layout, CoreLine line, Snapshot snapshot)
    {
        if (line.Group is { } group)
        {
            canvas.Text(group.Label, Ink.Label);
            if (line.Items.IsEmpty)
            {
                canvas.Text(group.Label.Length > 0 ? "  " : " ", Ink.Normal);
                canvas.Text(group.Cpus.ToString(), Ink.Faint, Math.Max(0, canvas.Width - canvas.X - 20));
                canvas.Text("  ", Ink.Normal);
                canvas.Text(CoreSummary.Text(snapshot, group.Cpus), Ink.Faint);
            }
        }

        if (layout.IsCells && !line.Items.IsEmpty)
        {
            string number = line.Items[0].Item.Number;
            canvas.BlankTo(layout.LabelWidth - 1 - number.Length, Ink.Normal);
            canvas.Text(number, Ink.Label);
        }

        foreach (PlacedCoreItem placed in line.Items)
        {
            canvas.BlankTo(placed.X, Ink.Normal);
            if (layout.IsCells)
            {
                DrawCell(ref canvas, placed.Item, snapshot);
            }
            else
            {
                DrawBar(ref canvas, layout, placed, snapshot);
            }
        }

        if (line.Group is { } begun && !line.Items.IsEmpty)
        {
            canvas.BlankTo(layout.RightEdge + 2, Ink.Normal);
            canvas.Text(CoreSummary.Text(snapshot, begun.Cpus), Ink.Normal);
        }

        canvas.BlankRow(Ink.Normal);
    }

    private void DrawCell(ref Canvas canvas, CoreItem item, Snapshot snapshot)
    {
        CoreLoad load = CoreLoad.Mean(snapshot, item.Cpus);
        bool isMarked = _marked?.Overlaps(item.Cpus) == true, isPicked = item.Cpus.Overlaps(_state.Picked);
        bool isCrowded = context.Readings.Diagnosis.Crowds.ContainsKey(item.First);
        char text = isPicked ? CoreSigns.Picked
            : !item.IsOnline ? CoreSigns.Offline
            : isCrowded ? CoreSigns.Crowded
            : load.IsUntold(snapshot) ? CoreSigns.Unknown
            : isMarked ? (char)('0' + (int)Math.Min(9, load.Busy * 10))
            : load.Busy < CoreSigns.Quiet && item.Sign != ' ' ? item.Sign
            : load.Busy < CoreSigns.Quiet && item.IsEfficiency ? CoreSigns.Efficiency
            : CoreSigns.Level(load.Busy);
        Ink ink = IsUnderCursor(item) ? Ink.Cursor
            : isPicked ? Ink.Picked
            : isMarked ? Ink.LabelMarked
            : isCrowded ? Ink.Waiting
            : item.Sign != ' ' ? Ink.Notice
            : load.Busy < Idleness.MostBusy ? Ink.Faint
            : load.System + load.Irq > load.User + load.Nice ? Ink.BarSystem
            : Ink.BarUser;
        canvas.Put(text, ink);
    }

    private void DrawBar(ref Canvas canvas, CorePanelLayout layout, in PlacedCoreItem placed, Snapshot snapshot)
    {
        CoreItem item = placed.Item;
        bool isMarked = _marked?.Overlaps(item.Cpus) == true, isPicked = item.Cpus.Overlaps(_state.Picked);
        Ink label = IsUnderCursor(item) ? Ink.Cursor : isPicked ? Ink.Picked : isMarked ? Ink.LabelMarked : Ink.Label;
        canvas.BlankTo(placed.X + layout.LabelWidth - item.Label.Length, IsUnderCursor(item) ? Ink.Cursor : Ink.Normal);
        canvas.Text(item.Label, label);
        char sign = isPicked ? CoreSigns.Picked : isMarked ? CoreSigns.Allowed : item.Sign;
        canvas.Put(sign == ' ' ? '▕' : sign, sign == ' ' ? Ink.BarEdge : Ink.Notice);
        int barStart = canvas.X, barEnd = canvas.X + layout.BarWidth;
        if (!item.IsOnline)
        {
            canvas.BlankTo(barStart + ((layout.BarWidth - 3) / 2), Ink.Normal);
            canvas.Text("off", Ink.Faint);
            canvas.BlankTo(barEnd, Ink.Normal);
            canvas.Put('▏', Ink.BarEdge);
            canvas.Text("  -", Ink.Faint);
            return;
        }

        CoreLoad load = CoreLoad.Mean(snapshot, item.Cpus);
        double sum = 0;
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.User, CoreSigns.User, Ink.BarUser);
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.Nice, CoreSigns.Nice, Ink.BarNice);
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.System, CoreSigns.System, Ink.BarSystem);
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.Irq, CoreSigns.Irq, Ink.BarIrq);
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.Steal, CoreSigns.Steal, Ink.BarSteal);
        Segment(ref canvas, barStart, layout.BarWidth, ref sum, load.IoWait, CoreSigns.IoWait, Ink.BarIoWait);
        canvas.BlankTo(barEnd, Ink.Normal);
        canvas.Put('▏', Ink.BarEdge);
        DrawValue(ref canvas, layout, placed, load, snapshot);
    }

    // Behind the last column there is room for the crowd; between columns it takes the place of the 100.
    private void DrawValue(ref Canvas canvas, CorePanelLayout layout, in PlacedCoreItem placed, in CoreLoad load, Snapshot snapshot)
    {
        int crowd = placed.Item.Cpus.Count == 1 ? context.Readings.Diagnosis.Crowds.GetValueOrDefault(placed.Item.First) : 0;
        int crowdLength = 0;
        if (crowd > 0)
        {
            _text.AsSpan().TryWrite(CultureInfo.InvariantCulture, $"{CoreSigns.Crowded}{crowd}", out crowdLength);
        }

        bool hasRoom = placed.X >= layout.RightEdge && canvas.X + 4 + crowdLength <= canvas.Width;
        if (crowd > 0 && !hasRoom)
        {
            canvas.Right(_text.AsSpan(0, crowdLength), 3, Ink.Waiting);
            return;
        }

        Span<char> percent = stackalloc char[4];
        ((int)Math.Round(load.Busy * 100)).TryFormat(percent, out int length, default, CultureInfo.InvariantCulture);
        if (load.IsUntold(snapshot))
        {
            (percent[0], length) = (CoreSigns.Unknown, 1);
        }

        canvas.Right(percent[..length], 3, IsUnderCursor(placed.Item) ? Ink.Cursor : load.Busy >= Idleness.MostBusy ? Ink.Normal : Ink.Faint);
        if (crowd > 0)
        {
            canvas.Put(' ', Ink.Normal);
            canvas.Text(_text.AsSpan(0, crowdLength), Ink.Waiting);
        }
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

    private bool IsUnderCursor(CoreItem item) =>
        context.Panes.HasCores && _state.Cursor is { } cursor && item.Cpus.Contains(cursor);
}
