using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Cores;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Panes.AffinityEditor;

/// <summary>The affinity editor: its targets, from which CPUs to which, and every CPU with its load and its busy tasks.</summary>
/// <param name="theme">The colours.</param>
/// <param name="readings">What was read of the machine.</param>
/// <param name="state">What it shows; null while it is closed.</param>
/// <param name="arranged">What goes where in the grid; null while it is closed.</param>
/// <param name="top">What stands over the grid.</param>
/// <param name="click">Puts a CPU in or takes it out.</param>
internal sealed class AffinityEditorView(
    Theme theme, Readings readings, Func<AffinityEdit?> state, Func<CorePanelLayout?> arranged, Func<AffinityEditorTop> top,
    Action<CpuId> click) : HotView(theme)
{
    private const int TickCells = 3;
    private readonly BusyTaskMemory _busyTasks = new();
    private readonly char[] _text = new char[16];

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (readings.Snapshot?.Whole is not { } snapshot || state() is not { } edit || arranged() is not { } layout)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        int y = 0;
        foreach (TextLine line in top().Lines)
        {
            canvas.MoveTo(0, y++);
            canvas.Left($" {line.Text}", canvas.Width, line.Ink);
        }

        if (layout.IsScrolled)
        {
            canvas.MoveTo(0, y++);
            CoreSummary.Draw(ref canvas, layout, edit.Grid.Top, snapshot);
        }

        int last = Math.Min(layout.Lines.Length, edit.Grid.Top + layout.LinesInView);
        for (int line = edit.Grid.Top; line < last; line++, y++)
        {
            canvas.MoveTo(0, y);
            DrawLine(ref canvas, layout, layout.Lines[line], edit, snapshot);
        }

        canvas.BlankRowsFrom(y);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (arranged() is { } layout && state() is { } edit && mouse.Position is { } position
            && mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked)
            && layout.ItemAt(position.X, position.Y - top().Lines.Count, edit.Grid.Top) is { } item)
        {
            click(item.First);
        }

        return true;
    }

    private void DrawLine(ref Canvas canvas, CorePanelLayout layout, CoreLine line, AffinityEdit edit, Snapshot snapshot)
    {
        if (line.Group is { } group)
        {
            int picked = group.Cpus.Intersect(edit.Grid.Picked).Count;
            canvas.Text($"{group.Label}  ", Ink.Label);
            canvas.Text($"{CoreSummary.Text(snapshot, group.Cpus)}", Ink.Normal);
            canvas.Text(picked > 0 ? $"  {picked} picked" : string.Empty, Ink.Strong);
        }

        foreach (PlacedCoreItem placed in line.Items)
        {
            canvas.BlankTo(placed.X, Ink.Normal);
            DrawItem(ref canvas, layout, placed.Item, edit, snapshot);
        }

        canvas.BlankRow(Ink.Normal);
    }

    private void DrawItem(ref Canvas canvas, CorePanelLayout layout, CoreItem item, AffinityEdit edit, Snapshot snapshot)
    {
        CpuId cpu = item.First;
        bool isAllowed = edit.Allowed.Contains(cpu), isPicked = edit.Grid.Picked.Contains(cpu);
        Ink ink = edit.Grid.Cursor == cpu ? Ink.Cursor : isPicked ? Ink.Picked : isAllowed ? Ink.Normal : Ink.Faint;
        int start = canvas.X;
        canvas.Text(!item.IsOnline ? "off" : !isAllowed ? " . " : isPicked ? "[x]" : "[ ]", ink);
        canvas.BlankTo(start + TickCells + layout.LabelWidth - item.Label.Length, ink);
        canvas.Text(item.Label, ink);
        if (!item.IsOnline)
        {
            return;
        }

        CoreLoad load = CoreLoad.Mean(snapshot, item.Cpus);
        bool isUntold = load.IsUntold(snapshot);
        Ink loadInk = load.Busy < Idleness.MostBusy ? Ink.Faint : Ink.BarUser;
        if (layout.BarWidth == 1)
        {
            canvas.Put(isUntold ? CoreSigns.Unknown : item.Sign != ' ' && load.Busy < CoreSigns.Quiet ? item.Sign : CoreSigns.Level(load.Busy), loadInk);
        }
        else
        {
            canvas.Put(' ', Ink.Normal);
            canvas.Put(item.Sign, Ink.Notice);
            int end = canvas.X + layout.BarWidth, full = canvas.X + (int)Math.Round(load.Busy * layout.BarWidth);
            while (canvas.X < full)
            {
                canvas.Put(CoreSigns.User, loadInk);
            }

            while (canvas.X < end)
            {
                canvas.Put(CoreSigns.Rest, Ink.BarEdge);
            }

            canvas.Put(' ', Ink.Normal);
        }

        ((int)Math.Round(load.Busy * 100)).TryFormat(_text, out int length, default, CultureInfo.InvariantCulture);
        if (isUntold)
        {
            (_text[0], length) = (CoreSigns.Unknown, 1);
        }

        canvas.Right(_text.AsSpan(0, length), 3, load.Busy < Idleness.MostBusy ? Ink.Faint : Ink.Normal);
        if (_busyTasks.Of(snapshot).TryGetValue(cpu, out int tasks))
        {
            tasks.TryFormat(_text, out length, default, CultureInfo.InvariantCulture);
            canvas.Right(_text.AsSpan(0, length), 3, tasks > 1 ? Ink.Waiting : Ink.Normal);
        }
    }
}
