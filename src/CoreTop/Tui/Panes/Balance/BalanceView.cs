using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;
using CoreTop.Tui.Drawing;
using CoreTop.Verdict;

namespace CoreTop.Tui.Panes.Balance;

/// <summary>The balance preview, over everything else: what would be changed, and how busy each CPU would be.</summary>
internal sealed class BalanceView(Theme theme, Func<BalanceState?> state) : HotView(theme)
{
    private const int TitleRows = 2;
    private const int HeadingRows = 1;
    private const int TaskWidth = 12;
    private const int WidestName = 20;
    private const int WidestMask = 24;
    private const int LeastReason = 20;

    /// <summary>Between the new affinity and the reason, so that the two do not read as one.</summary>
    private const int ReasonGap = 3;
    private const int BarCells = 8;
    private const int BarItem = 22;
    private const int StripLabel = 6;
    private RebalancePlan? _measured;
    private int _nameWidth;
    private int _nowWidth;
    private int _newWidth;
    private int _top;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (state() is not { } balance)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        DrawTitle(canvas, balance);
        DrawStrategies(canvas, balance);
        int y = DrawLoads(canvas, balance, TitleRows);
        y = DrawChanges(canvas, balance, y);
        canvas.BlankRowsFrom(y);
    }

    private static void DrawTitle(Canvas canvas, BalanceState balance)
    {
        string most = balance.Plan.IsMost ? "up to " : string.Empty;
        string cores = $"{Count.Cores(balance.Plan.CoresBefore)} → {most}{Count.Cores(balance.CoresAfter)} cores "
            + $"({Count.Change(balance.CoresAfter - balance.Plan.CoresBefore)})";
        string what = balance.Unticked.IsEmpty
            ? Count.Of(balance.TickedTasks, "task")
            : $"{balance.Ticked.Length} of {Count.Of(balance.Plan.Changes.Length, "change")}";
        canvas.MoveTo(0, 0);
        canvas.Text($" Balance: move {what}: {cores}", Ink.Heading);
        string place = $" {balance.Cursor + 1}/{balance.Plan.Changes.Length} ";
        canvas.BlankTo(canvas.Width - place.Length, Ink.Heading);
        canvas.Text(balance.Plan.IsEmpty ? string.Empty : place, Ink.Heading);
        canvas.BlankRow(Ink.Heading);
    }

    private static void DrawStrategies(Canvas canvas, BalanceState balance)
    {
        canvas.MoveTo(0, 1);
        canvas.Text(" Strategy ", Ink.Label);
        foreach (RebalanceStrategy strategy in Enum.GetValues<RebalanceStrategy>())
        {
            canvas.Text($" {RebalanceText.Name(strategy)} ", strategy == balance.Strategy ? Ink.Cursor : Ink.Normal);
        }

        canvas.Text("  ", Ink.Normal);
        canvas.Left(RebalanceText.Meaning(balance.Strategy), canvas.Width - canvas.X, Ink.Faint);
    }

    // Bars while they fit in four rows, then strips of cells.
    private static int DrawLoads(Canvas canvas, BalanceState balance, int y)
    {
        ImmutableArray<ExpectedLoad> loads = balance.Loads();
        if (loads.IsEmpty)
        {
            return y;
        }

        int spare = canvas.Height - y - HeadingRows - balance.Plan.Changes.Length;
        int mostRows = Math.Max(Math.Clamp(canvas.Height / 6, 2, 6), Math.Min(spare, canvas.Height / 2));
        int perRow = Math.Max(1, canvas.Width / BarItem);
        int barRows = (loads.Length + perRow - 1) / perRow;
        return barRows <= mostRows
            ? DrawBars(canvas, loads, barRows, y)
            : DrawStrips(canvas, LoadCells.Place(loads, canvas.Width - StripLabel - 1, Math.Max(1, mostRows / 2)), y);
    }

    private static int DrawBars(Canvas canvas, ImmutableArray<ExpectedLoad> loads, int rows, int y)
    {
        for (int row = 0; row < rows; row++)
        {
            canvas.MoveTo(0, y + row);
            for (int i = row; i < loads.Length; i += rows)
            {
                DrawBar(ref canvas, loads[i]);
            }

            canvas.BlankRow(Ink.Normal);
        }

        return y + rows;
    }

    // What stays is full, what comes on top is shaded, what goes away is faint.
    private static void DrawBar(ref Canvas canvas, ExpectedLoad load)
    {
        int end = canvas.X + BarItem;
        canvas.Right(load.Cpu.ToString(), 4, Ink.Label);
        canvas.Put('▕', Ink.BarEdge);
        int before = Cells(load.Before), after = Cells(load.After);
        for (int i = 0; i < BarCells; i++)
        {
            bool was = i < before, will = i < after;
            (char fill, Ink ink) = (was, will) switch
            {
                (true, true) => ('█', Ink.BarUser),
                (false, true) => ('▒', Ink.Good),
                (true, false) => ('░', Ink.Faint),
                _ => (' ', Ink.Normal),
            };
            canvas.Put(fill, ink);
        }

        canvas.Put('▏', Ink.BarEdge);
        canvas.Right(Percent(load.Before), 3, Ink.Faint);
        canvas.Put('→', Ink.Faint);
        canvas.Right(Percent(load.After), 3, Ink.Normal);
        canvas.BlankTo(end, Ink.Normal);
    }

    private static int DrawStrips(Canvas canvas, LoadCells strips, int y)
    {
        for (int row = 0; row < strips.Rows; row++)
        {
            string label = strips.Cells[row * strips.PerRow].Cpu.ToString();
            DrawStrip(canvas, strips, row, y++, row == 0 ? "now" : label, static load => load.Before);
            DrawStrip(canvas, strips, row, y++, row == 0 ? "then" : string.Empty, static load => load.After);
        }

        return y;
    }

    private static void DrawStrip(
        Canvas canvas, LoadCells strips, int row, int y, string label, Func<ExpectedLoad, double> share)
    {
        canvas.MoveTo(0, y);
        canvas.Put(' ', Ink.Normal);
        canvas.Left(label, StripLabel - 1, Ink.Label);
        int end = Math.Min(strips.Cells.Length, (row + 1) * strips.PerRow);
        for (int i = row * strips.PerRow; i < end; i++)
        {
            double busy = share(strips.Cells[i]);
            canvas.Put(CoreSigns.Level(busy), busy < Idleness.MostBusy ? Ink.Faint : Ink.BarUser);
        }

        if (row == strips.Rows - 1 && strips.CpusPerCell > 1 && label == "then")
        {
            canvas.Text($" {strips.CpusPerCell} CPUs a cell", Ink.Faint);
        }

        canvas.BlankRow(Ink.Normal);
    }

    private int DrawChanges(Canvas canvas, BalanceState balance, int y)
    {
        MeasureColumns(balance, canvas.Width);
        canvas.MoveTo(0, y++);
        canvas.Right("TASK", TaskWidth, Ink.Heading);
        canvas.Put(' ', Ink.Heading);
        canvas.Left("COMMAND", _nameWidth + 1, Ink.Heading);
        canvas.Left("NOW", _nowWidth + 1, Ink.Heading);
        canvas.Left("  NEW", _newWidth + 2 + ReasonGap, Ink.Heading);
        canvas.Text("REASON", Ink.Heading);
        canvas.BlankRow(Ink.Heading);

        ImmutableArray<PlannedChange> changes = balance.Plan.Changes;
        int rows = Math.Max(1, canvas.Height - y);
        _top = Math.Clamp(_top, Math.Max(0, balance.Cursor - rows + 1), balance.Cursor);
        _top = Math.Clamp(_top, 0, Math.Max(0, changes.Length - rows));
        if (changes.IsEmpty)
        {
            canvas.MoveTo(0, y++);
            canvas.Text($" {EmptyPlanText.Of(balance.Diagnosis, balance.Snapshot)}", Ink.Normal);
            canvas.BlankRow(Ink.Normal);
        }

        for (int i = _top; i < changes.Length && i < _top + rows; i++)
        {
            canvas.MoveTo(0, y++);
            DrawChange(canvas, balance, changes[i], i == balance.Cursor);
        }

        return y;
    }

    // As wide as the plan needs, so that the reasons have the rest.
    private void MeasureColumns(BalanceState balance, int width)
    {
        if (ReferenceEquals(_measured, balance.Plan))
        {
            return;
        }

        _measured = balance.Plan;
        int mostMask = Math.Clamp((width - TaskWidth - WidestName - ReasonGap - LeastReason) / 2, "NOW".Length, WidestMask);
        (_nameWidth, _nowWidth, _newWidth) = ("COMMAND".Length, "NOW".Length, "NEW".Length);
        foreach (PlannedChange change in balance.Plan.Changes)
        {
            _nameWidth = Math.Min(WidestName, Math.Max(_nameWidth, Canvas.Columns(NameOf(balance, change))));
            _nowWidth = Math.Min(mostMask, Math.Max(_nowWidth, change.From.ToString().Length));
            _newWidth = Math.Min(mostMask, Math.Max(_newWidth, NewOf(balance, change).Length));
        }
    }

    private void DrawChange(Canvas canvas, BalanceState balance, PlannedChange change, bool isCursor)
    {
        bool isTicked = balance.IsTicked(change);
        Ink ink = isCursor ? Ink.Cursor : isTicked ? Ink.Normal : Ink.Faint;
        canvas.Text(isTicked ? " [x]" : " [ ]", ink);
        canvas.Right(change.Tid.ToString(CultureInfo.InvariantCulture), TaskWidth - canvas.X, ink);
        canvas.Put(' ', ink);
        canvas.Left(NameOf(balance, change), _nameWidth, ink);
        canvas.Put(' ', ink);
        canvas.Left(change.From.ToString(), _nowWidth, ink);
        canvas.Text(" → ", ink);
        canvas.Left(NewOf(balance, change), _newWidth, ink);
        canvas.Left(string.Empty, ReasonGap, ink);
        canvas.Left(change.Reason, canvas.Width - canvas.X, ink);
    }

    private static string NameOf(BalanceState balance, PlannedChange change) =>
        balance.Tasks(change) is > 1 and int threads ? $"{change.Name} ({threads} thr)" : change.Name;

    private static string NewOf(BalanceState balance, PlannedChange change) =>
        RebalanceText.To(change);

    private static int Cells(double share) => (int)Math.Round(Math.Clamp(share, 0, 1) * BarCells);

    private static string Percent(double share) =>
        Math.Round(share * 100).ToString("0", CultureInfo.InvariantCulture);
}
