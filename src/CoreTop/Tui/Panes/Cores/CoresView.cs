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
    private readonly HeatPicture _heat = new(context.Heat);

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (context.Readings.Snapshot is not { } snapshot || arranged() is not { } layout)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        CorePanelState chosen = state();
        var emphasis = CpuEmphasis.Of(
            snapshot, context.Readings.Diagnosis, context.Finding.Shown, context.Panes.HasCores ? chosen.Cursor : null, chosen.Picked,
            context.Tasks.Selected?.Task.Affinity);
        int y;
        if (layout.IsHeat)
        {
            y = _heat.Draw(ref canvas, layout, snapshot, emphasis, context.Panes.HasCores ? chosen.Moment : null);
        }
        else
        {
            y = DrawLines(ref canvas, layout, chosen.Top, snapshot, emphasis);
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

    // The row behind the last is given back.
    private static int DrawLines(
        ref Canvas canvas, CorePanelLayout layout, int top, Snapshot snapshot, in CpuEmphasis emphasis)
    {
        int y = 0;
        if (layout.IsScrolled)
        {
            canvas.MoveTo(0, y++);
            CoreSummary.Draw(ref canvas, layout, top, snapshot);
        }

        int last = Math.Min(layout.Lines.Length, top + layout.LinesInView);
        for (int line = top; line < last; line++, y++)
        {
            canvas.MoveTo(0, y);
            DrawLine(ref canvas, layout, layout.Lines[line], snapshot, emphasis);
        }

        return y;
    }

    private static void DrawLine(
        ref Canvas canvas, CorePanelLayout layout, CoreLine line, Snapshot snapshot, in CpuEmphasis emphasis)
    {
        if (line.Group is { } group)
        {
            DrawLabel(ref canvas, group, emphasis);
            canvas.Put(' ', Ink.Normal);
            canvas.Text(group.Cpus.ToString(), Ink.Faint, Math.Max(0, canvas.Width - canvas.X - 20));
            canvas.Text("  ", Ink.Normal);
            canvas.Text(CoreSummary.Text(snapshot, group.Cpus), Ink.Normal);
        }

        int mark = 0, sensorCells = CoreBar.SensorCells(layout, snapshot);
        foreach (PlacedCoreItem placed in line.Items)
        {
            mark = DrawMarks(ref canvas, line, mark, placed.X, snapshot, emphasis);
            canvas.BlankTo(placed.X, Ink.Normal);
            if (layout.IsCells)
            {
                CoreCell.Draw(ref canvas, placed.Item, snapshot, emphasis, layout.Form.GlyphWidth);
            }
            else
            {
                CoreBar.Draw(ref canvas, layout, placed.Item, snapshot, emphasis, sensorCells);
            }
        }

        DrawMarks(ref canvas, line, mark, int.MaxValue, snapshot, emphasis);
        canvas.BlankRow(Ink.Normal);
    }

    // A node or cache whose CPUs the selected task may all use is marked as a whole.
    private static void DrawLabel(ref Canvas canvas, CoreGroup group, in CpuEmphasis emphasis, string? label = null)
    {
        bool isAllowed = emphasis.IsAllowedWhole(group);
        canvas.Text(label ?? group.Label, isAllowed ? Ink.LabelMarked : Ink.Label);
        canvas.Put(isAllowed ? CoreSigns.Allowed : ' ', Ink.Notice);
    }

    // Those before a column; the next one is given back.
    private static int DrawMarks(
        ref Canvas canvas, CoreLine line, int next, int before, Snapshot snapshot, in CpuEmphasis emphasis)
    {
        for (; next < line.Marks.Length && line.Marks[next].X < before; next++)
        {
            CoreMark mark = line.Marks[next];
            canvas.BlankTo(mark.X, Ink.Normal);
            if (mark.Sum is not { } group)
            {
                canvas.Text(mark.Text, Ink.Faint, mark.Width);
            }
            else
            {
                DrawLabel(ref canvas, group, emphasis, mark.Text);
                canvas.Text(CoreSummary.Fit(snapshot, group.Cpus, mark.X + mark.Width - canvas.X), Ink.Normal);
            }
        }

        return next;
    }
}
