using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Analysis.Planning;
using CoreTop.Cells;
using CoreTop.Model.Words;
using CoreTop.Tui.Drawing;
using CoreTop.Verdict;

namespace CoreTop.Tui.Panes.Balance;

/// <summary>The balance preview, over everything else: what would be changed, and how busy each CPU would be.</summary>
internal sealed class BalanceView(Theme theme, Func<BalanceState?> state) : HotView(theme)
{
    private const int TitleRows = 2;
    private const int HeadingRows = 1;
    private const int TickCells = 5;
    private const int LeastId = 4;
    private const int WidestName = 20;
    private const int WidestMask = 24;
    private const int LeastReason = 20;

    /// <summary>Between two columns, so that they do not read as one.</summary>
    private const string Gap = "  ";
    private const string Arrow = " → ";
    private const string ReasonEnd = "; ";
    private const int MostWholeRows = 4;
    private const int BarCells = 8;
    private const int BarItem = 22;
    private const int StripLabel = 6;

    // What changes by less looks as what stays.
    private const double LeastChange = 0.05;
    private (RebalancePlan? Plan, int Width) _measured;
    private string _reason = string.Empty;
    private int _taskWidth;
    private int _nameWidth;
    private int _nowWidth;
    private int _newWidth;
    private int _top;
    private string _note = string.Empty;

    /// <summary>What stands above the changes, whole, however much of it there is room for.</summary>
    public string Whole(BalanceState balance) =>
        $"{TitleOf(balance)}. {RebalanceText.Name(balance.Strategy)}: {RebalanceText.Meaning(balance.Strategy)}."
        + (_note.Length > 0 ? $" A cell is {_note}." : string.Empty);

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
        MeasureColumns(balance, canvas.Width);
        List<string> whole = WholeOf(balance, canvas.Width);
        int end = canvas.Height - whole.Count;
        int y = DrawLoads(canvas, balance, TitleRows, end);
        y = DrawChanges(canvas, balance, y, end);
        canvas.BlankRowsFrom(y);
        for (int i = 0; i < whole.Count; i++)
        {
            canvas.MoveTo(0, end + i);
            canvas.Left($" {whole[i]}", canvas.Width, Ink.Strong);
        }
    }

    private static string TitleOf(BalanceState balance)
    {
        string most = balance.Plan.IsMost ? "up to " : string.Empty;
        string cores = $"{Count.Cores(balance.Plan.CoresBefore)} → {most}{Count.Cores(balance.CoresAfter)} cores "
            + $"({Count.Change(balance.CoresAfter - balance.Plan.CoresBefore)})";
        string what = balance.Unticked.IsEmpty
            ? Count.Of(balance.TickedTasks, "task")
            : $"{balance.Ticked.Length} of {Count.Of(balance.Plan.Changes.Length, "change")}";
        return $"Balance: move {what}: {cores}";
    }

    private static void DrawTitle(Canvas canvas, BalanceState balance)
    {
        string place = balance.Plan.IsEmpty ? string.Empty : $" {balance.Cursor + 1}/{balance.Plan.Changes.Length} ";
        canvas.MoveTo(0, 0);
        canvas.Left($" {TitleOf(balance)}", Math.Max(0, canvas.Width - place.Length), Ink.Heading);
        canvas.Text(place, Ink.Heading);
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
    private int DrawLoads(Canvas canvas, BalanceState balance, int y, int end)
    {
        ImmutableArray<ExpectedLoad> loads = balance.Loads();
        _note = string.Empty;
        if (loads.IsEmpty)
        {
            return y;
        }

        int spare = end - y - HeadingRows - balance.Plan.Changes.Length;
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

    // What stays is full, what comes on top is hollow, what goes away is a point.
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
                (true, true) => (CoreSigns.User, Ink.BarUser),
                (false, true) => (CoreSigns.Nice, Ink.Good),
                (true, false) => (CoreSigns.Rest, Ink.Faint),
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

    private int DrawStrips(Canvas canvas, LoadCells strips, int y)
    {
        _note = strips.CpusPerCell > 1 ? $"the busiest of {strips.CpusPerCell} CPUs" : string.Empty;
        for (int row = 0; row < strips.Rows; row++)
        {
            string label = strips.Cells[row * strips.PerRow].Cpu.ToString();
            DrawStrip(canvas, strips, row, y++, row == 0 ? "now" : label, static load => load.Before);
            DrawStrip(canvas, strips, row, y++, row == 0 ? "then" : string.Empty, static load => load.After);
        }

        return y;
    }

    private void DrawStrip(
        Canvas canvas, LoadCells strips, int row, int y, string label, Func<ExpectedLoad, double> share)
    {
        canvas.MoveTo(0, y);
        canvas.Put(' ', Ink.Normal);
        canvas.Left(label, StripLabel - 1, Ink.Label);
        int end = Math.Min(strips.Cells.Length, (row + 1) * strips.PerRow);
        for (int i = row * strips.PerRow; i < end; i++)
        {
            double busy = share(strips.Cells[i]), change = strips.Cells[i].After - strips.Cells[i].Before;
            canvas.Put(CoreSigns.Level(busy), change > LeastChange ? Ink.Good : change < -LeastChange ? Ink.Waiting : Ink.Faint);
        }

        if (row == strips.Rows - 1 && _note.Length > 0 && label == "then")
        {
            canvas.Left($" {_note} a cell", Math.Max(0, canvas.Width - canvas.X), Ink.Faint);
        }

        canvas.BlankRow(Ink.Normal);
    }

    private int DrawChanges(Canvas canvas, BalanceState balance, int y, int end)
    {
        canvas.MoveTo(0, y++);
        canvas.Right("TASK", _taskWidth, Ink.Heading);
        canvas.Text(Gap, Ink.Heading);
        canvas.Left("COMMAND", _nameWidth, Ink.Heading);
        canvas.Text(Gap, Ink.Heading);
        canvas.Left("NOW", _nowWidth, Ink.Heading);
        canvas.Left(string.Empty, Arrow.Length, Ink.Heading);
        canvas.Left("NEW", _newWidth, Ink.Heading);
        canvas.Text(Gap, Ink.Heading);
        canvas.Left(_reason.Length == 0 ? "REASON" : $"REASON: {_reason[..^ReasonEnd.Length]}", Math.Max(0, canvas.Width - canvas.X), Ink.Heading);

        ImmutableArray<PlannedChange> changes = balance.Plan.Changes;
        int rows = Math.Max(1, end - y);
        _top = Math.Clamp(_top, Math.Max(0, balance.Cursor - rows + 1), balance.Cursor);
        _top = Math.Clamp(_top, 0, Math.Max(0, changes.Length - rows));
        if (changes.IsEmpty)
        {
            foreach (string line in WordWrap.Rows(EmptyPlanText.Of(balance.Diagnosis, balance.Snapshot), canvas.Width - 1))
            {
                canvas.MoveTo(0, y++);
                canvas.Left($" {line}", canvas.Width, Ink.Normal);
            }
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
        if (ReferenceEquals(_measured.Plan, balance.Plan) && _measured.Width == width)
        {
            return;
        }

        _measured = (balance.Plan, width);
        _taskWidth = TickCells + LeastId;
        foreach (PlannedChange change in balance.Plan.Changes)
        {
            _taskWidth = Math.Max(_taskWidth, TickCells + change.Tid.ToString(CultureInfo.InvariantCulture).Length);
        }

        _reason = SharedReason(balance.Plan.Changes);
        int others = _taskWidth + Arrow.Length + (3 * Gap.Length) + LeastReason;
        int mostName = Math.Clamp(width - others - (2 * "NOW".Length), "COMMAND".Length, WidestName);
        (_nameWidth, _nowWidth, _newWidth) = ("COMMAND".Length, "NOW".Length, "NEW".Length);
        foreach (PlannedChange change in balance.Plan.Changes)
        {
            _nameWidth = Math.Min(mostName, Math.Max(_nameWidth, Canvas.Columns(NameOf(balance, change))));
            _nowWidth = Math.Max(_nowWidth, change.From.ToString().Length);
            _newWidth = Math.Max(_newWidth, RebalanceText.To(change).Length);
        }

        // The shorter of the two has what it needs, as long as that leaves half of the room to the other.
        int room = Math.Clamp(width - others - _nameWidth, 2 * "NOW".Length, 2 * WidestMask), half = room / 2;
        (_nowWidth, _newWidth) = _nowWidth + _newWidth <= room ? (_nowWidth, _newWidth)
            : _nowWidth <= half ? (_nowWidth, room - _nowWidth)
            : _newWidth <= half ? (room - _newWidth, _newWidth)
            : (half, half);
    }

    // The beginning that all reasons have, which is said once in the heading.
    private static string SharedReason(ImmutableArray<PlannedChange> changes)
    {
        int end = changes.Length < 2 ? -1 : changes[0].Reason.IndexOf(ReasonEnd, StringComparison.Ordinal);
        string shared = end < 0 ? string.Empty : changes[0].Reason[..(end + ReasonEnd.Length)];
        return changes.All(change => change.Reason.StartsWith(shared, StringComparison.Ordinal)) ? shared : string.Empty;
    }

    // The change under the cursor as a sentence below the list, where its row cannot show it whole; only as many rows as leave most to the list.
    private List<string> WholeOf(BalanceState balance, int width)
    {
        if (balance.Plan.IsEmpty)
        {
            return [];
        }

        PlannedChange change = balance.Plan.Changes[balance.Cursor];
        string name = NameOf(balance, change), now = change.From.ToString(), to = RebalanceText.To(change);
        int reasonAt = _taskWidth + Arrow.Length + (3 * Gap.Length) + _nameWidth + _nowWidth + _newWidth;
        if (Canvas.Columns(name) <= _nameWidth && now.Length <= _nowWidth && to.Length <= _newWidth
            && Canvas.Columns(change.Reason.AsSpan(_reason.Length)) <= width - reasonAt)
        {
            return [];
        }

        string whole = string.Create(CultureInfo.InvariantCulture, $"{name} {change.Tid}: CPUs {now}{Arrow}{to}; {change.Reason}.");
        List<string> rows = WordWrap.Rows(whole, Math.Max(LeastReason, width - 1));
        return rows.Count <= MostWholeRows ? rows : [.. rows.Take(MostWholeRows - 1), $"{rows[MostWholeRows - 1]}…"];
    }

    private void DrawChange(Canvas canvas, BalanceState balance, PlannedChange change, bool isCursor)
    {
        bool isTicked = balance.IsTicked(change);
        Ink ink = isCursor ? Ink.Cursor : isTicked ? Ink.Normal : Ink.Faint;
        canvas.Text(isTicked ? " [x]" : " [ ]", ink);
        canvas.Right(change.Tid.ToString(CultureInfo.InvariantCulture), _taskWidth - canvas.X, ink);
        canvas.Text(Gap, ink);
        canvas.Left(NameOf(balance, change), _nameWidth, ink);
        canvas.Text(Gap, ink);
        canvas.Left(change.From.ToString(), _nowWidth, ink);
        canvas.Text(Arrow, ink);
        canvas.Left(RebalanceText.To(change), _newWidth, ink);
        canvas.Text(Gap, ink);
        canvas.Left(change.Reason.AsSpan(_reason.Length), Math.Max(0, canvas.Width - canvas.X), ink);
    }

    private static string NameOf(BalanceState balance, PlannedChange change) =>
        balance.Tasks(change) is > 1 and int threads ? $"{change.Name} ({threads} thr)" : change.Name;

    private static int Cells(double share) => (int)Math.Round(Math.Clamp(share, 0, 1) * BarCells);

    private static string Percent(double share) =>
        Math.Round(share * 100).ToString("0", CultureInfo.InvariantCulture);
}
