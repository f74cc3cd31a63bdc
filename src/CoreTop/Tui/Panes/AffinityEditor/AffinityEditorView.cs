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
/// <param name="click">Puts a CPU in or takes it out.</param>
internal sealed class AffinityEditorView(
    Theme theme, Readings readings, Func<AffinityEdit?> state, Func<CorePanelLayout?> arranged, Action<CpuId> click) : HotView(theme)
{
    /// <summary>Rows over the grid.</summary>
    public const int TopRows = 3;

    private const int TickCells = 3;
    private const string Hint = " [x] picked, load, busy tasks that last ran there. Space and digits pick, Enter applies, Esc changes nothing.";
    private readonly BusyTaskMemory _busyTasks = new();
    private readonly char[] _text = new char[16];

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (readings.Snapshot is not { } snapshot || state() is not { } edit || arranged() is not { } layout)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        canvas.Left($" {edit.Title}", canvas.Width, Ink.Heading);
        canvas.MoveTo(0, 1);
        DrawChange(ref canvas, edit, snapshot);
        canvas.MoveTo(0, 2);
        canvas.Left(Hint, canvas.Width, Ink.Faint);
        int y = TopRows;
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
            && layout.ItemAt(position.X, position.Y - TopRows, edit.Grid.Top) is { } item)
        {
            click(item.First);
        }

        return true;
    }

    private static void DrawChange(ref Canvas canvas, AffinityEdit edit, Snapshot snapshot)
    {
        canvas.Text($" {edit.Now(snapshot.Topology)}  →  ", Ink.Normal);
        canvas.Left(edit.Then(snapshot.Topology), canvas.Width - canvas.X, edit.Grid.Picked.IsEmpty ? Ink.Warning : Ink.Strong);
        canvas.BlankRow(Ink.Normal);
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
            canvas.Put(item.Sign == ' ' ? '▕' : item.Sign, item.Sign == ' ' ? Ink.BarEdge : Ink.Notice);
            int end = canvas.X + layout.BarWidth, full = canvas.X + (int)Math.Round(load.Busy * layout.BarWidth);
            while (canvas.X < full)
            {
                canvas.Put(CoreSigns.User, loadInk);
            }

            canvas.BlankTo(end, Ink.Normal);
            canvas.Put('▏', Ink.BarEdge);
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
