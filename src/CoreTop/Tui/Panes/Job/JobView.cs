using System.Globalization;
using CoreTop.Listing.Jobs;
using CoreTop.Listing.Texts;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Panes.Job;

/// <summary>Draws tasks by CPUs.</summary>
/// <param name="theme">The colours.</param>
/// <param name="context">What the panes share.</param>
/// <param name="state">What is shown.</param>
/// <param name="layout">Where it stands.</param>
/// <param name="moveTo">Moves the cursor to a row.</param>
internal sealed class JobView(Theme theme, ScreenContext context, JobState state, JobLayout layout, Action<int> moveTo) : HotView(theme)
{
    private const int WheelRows = 3;
    private const double NoticeableWait = 0.3;

    private readonly char[] _text = new char[32];
    private (char Sign, Ink Ink)[] _cells = [];

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (context.Readings.Snapshot is not { } snapshot || layout.Columns is not { } columns)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        DrawTitle(canvas, columns);
        int y = DrawHeads(canvas, columns, snapshot);
        int end = y + state.Height;
        for (int i = state.Cursor.Top; y < end && i < state.Rows.Count; i++, y++)
        {
            canvas.MoveTo(0, y);
            DrawRow(ref canvas, columns, state.Rows[i], i == state.Cursor.Index, snapshot);
        }

        y = DrawSums(canvas, columns, y, snapshot);
        DrawLegend(canvas, columns, y);
        canvas.BlankRowsFrom(y + 1);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            moveTo(state.Cursor.Index + (mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? WheelRows : -WheelRows));
            return true;
        }

        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) || mouse.Position is not { } position)
        {
            return false;
        }

        int row = position.Y - layout.HeadRows;
        if (row >= 0 && row < state.Height && state.Cursor.Top + row < state.Rows.Count)
        {
            moveTo(state.Cursor.Top + row);
        }

        return true;
    }

    /// <summary>What the first and the last line say, whole, however much of it there is room for.</summary>
    public string Whole
    {
        get
        {
            IEnumerable<string> signs = JobSigns.Legend.Select(static each => $"{each.Sign} {each.Meaning}");
            string shared = layout.Columns is { CpusPerCell: > 1 } columns ? $"; {Shared(columns)}" : string.Empty;
            return $"{TitleText}. {string.Join(", ", signs)}{shared}.";
        }
    }

    private string TitleText
    {
        get
        {
            string crowd = state.Crowds switch
            {
                [] => string.Empty,
                [{ Others: 0 } one] => $", {Count.Cpus(one.Cpus)} crowded: {Count.Of(one.Tasks, "task")}",
                _ when state.Crowds.Any(static each => each.Others > 0) => $", {Count.Cpus(state.Crowded)} crowded with others' tasks",
                _ => $", {Count.Cpus(state.Crowded)} crowded",
            };
            return $"Job: {state.Title}{crowd}";
        }
    }

    private static string Shared(CpuColumns columns) =>
        string.Create(CultureInfo.InvariantCulture, $"{columns.CpusPerCell} CPUs a cell: any, the most");

    private void DrawTitle(Canvas canvas, CpuColumns columns)
    {
        int first = Math.Min(state.Rows.Count, state.Cursor.Top + 1), last = Math.Min(state.Rows.Count, state.Cursor.Top + state.Height);
        string place = state.Rows.Count == 0 ? string.Empty
            : columns.Width > layout.PictureWidth
            ? string.Create(CultureInfo.InvariantCulture, $" {CpusInView(columns)}  {first}-{last}/{state.Rows.Count} ")
            : string.Create(CultureInfo.InvariantCulture, $" {first}-{last}/{state.Rows.Count} ");
        canvas.MoveTo(0, 0);
        canvas.Left($" {TitleText}", Math.Max(0, canvas.Width - place.Length), Ink.Heading);
        canvas.Text(place, Ink.Heading);
        canvas.BlankRow(Ink.Heading);
    }

    private string CpusInView(CpuColumns columns)
    {
        int seen = columns.Columns.Count(column => column.X >= layout.Left && column.X < layout.Left + layout.PictureWidth);
        return string.Create(CultureInfo.InvariantCulture, $"{seen} of {columns.Columns.Length} CPUs");
    }

    // The names of nodes and caches, the headings of the tasks' columns, and the number of each column's first CPU from top to bottom.
    private int DrawHeads(Canvas canvas, CpuColumns columns, Snapshot snapshot)
    {
        int y = 1;
        if (!columns.Labels.IsEmpty)
        {
            canvas.MoveTo(0, y++);
            Blank(columns);
            DrawDividers(columns);
            foreach (CpuLabel label in columns.Labels)
            {
                for (int i = 0; i < label.Text.Length; i++)
                {
                    _cells[label.X + i] = (label.Text[i], Ink.Label);
                }
            }

            DrawCells(ref canvas);
            canvas.BlankRow(Ink.Normal);
        }

        CpuSet? marked = state.Selected?.Task.Affinity is { } affinity && !snapshot.Topology.Online.IsSubsetOf(affinity) ? affinity : null;
        for (int digit = 0; digit < columns.Digits; digit++, y++)
        {
            canvas.MoveTo(0, y);
            if (digit == columns.Digits - 1)
            {
                DrawHeadings(ref canvas);
            }

            Blank(columns);
            DrawDividers(columns);
            foreach (CpuColumn column in columns.Columns)
            {
                Ink ink = column.Cpus.Overlaps(state.Crowded) ? Ink.Crowded : marked?.Overlaps(column.Cpus) == true ? Ink.LabelMarked : Ink.Label;
                string number = column.First.ToString();
                int at = digit - (columns.Digits - number.Length);
                _cells[column.X] = (at < 0 ? ' ' : number[at], ink);
            }

            DrawCells(ref canvas);
            canvas.BlankTo(layout.AffinityX ?? canvas.Width, Ink.Normal);
            canvas.Text(digit == columns.Digits - 1 ? "AFFINITY" : string.Empty, Ink.Label);
            canvas.BlankRow(Ink.Normal);
        }

        return y;
    }

    private void DrawHeadings(ref Canvas canvas)
    {
        if (layout.Jobs > 0)
        {
            canvas.Right("JOB", layout.Jobs, Ink.Label);
        }

        if (layout.Ranks > 0)
        {
            canvas.Right("RANK", layout.Ranks, Ink.Label);
        }

        canvas.Right(state.ShowsThreads ? "TID" : "PID", JobLayout.Pids, Ink.Label);
        if (layout.Shares > 0)
        {
            canvas.Right("CPU%", layout.Shares, Ink.Label);
            canvas.Right("WAIT%", layout.Shares, Ink.Label);
        }

        canvas.Put(' ', Ink.Normal);
        canvas.Left("NAME", layout.Names - 1, Ink.Label);
    }

    private void DrawRow(ref Canvas canvas, CpuColumns columns, in JobRow row, bool isCursor, Snapshot snapshot)
    {
        Ink ink = isCursor ? Ink.Cursor : Ink.Normal;
        TaskLoad task = row.Row.Task;
        if (layout.Jobs > 0)
        {
            canvas.Right(JobField.Of(row.Row) is { IsEmpty: false } job ? job : "-", layout.Jobs, ink);
        }

        if (layout.Ranks > 0)
        {
            canvas.Right(row.Rank is { } rank ? Number(rank) : "-", layout.Ranks, ink);
        }

        canvas.Right(Number(task.Key.Tid), JobLayout.Pids, ink);
        if (layout.Shares > 0)
        {
            canvas.Right(_text.AsSpan(0, FieldText.Percent(_text.AsSpan(0, layout.Shares - 1), task.Run)), layout.Shares, ink);
            int length = task.Wait is { } wait ? FieldText.Percent(_text.AsSpan(0, layout.Shares - 1), wait) : FieldText.Text(_text, "-");
            canvas.Right(_text.AsSpan(0, length), layout.Shares, ink);
        }

        canvas.Put(' ', ink);
        canvas.Left(task.Name, layout.Names - 1, isCursor ? Ink.Cursor : Ink.ProgramName);
        Blank(columns);
        DrawDividers(columns);
        bool waits = task.Wait >= NoticeableWait;
        foreach (CpuColumn column in columns.Columns)
        {
            JobSign sign = row.On(column.Cpus);
            if (sign != JobSign.None)
            {
                _cells[column.X] = (JobSigns.Of(sign), InkOf(sign, column, waits));
            }
        }

        DrawCells(ref canvas);
        if (layout.AffinityX is { } x)
        {
            canvas.BlankTo(x, Ink.Normal);
            canvas.Left(AffinityField.Text(task, snapshot), canvas.Width - x, Ink.Normal);
        }

        canvas.BlankRow(Ink.Normal);
    }

    private Ink InkOf(JobSign sign, CpuColumn column, bool waits) => sign switch
    {
        JobSign.Runs when column.Cpus.Overlaps(state.Crowded) => Ink.Crowded,
        JobSign.Runs when waits => Ink.Waiting,
        JobSign.Runs => Ink.Running,
        JobSign.LastRan when column.Cpus.Overlaps(state.Crowded) => Ink.Waiting,
        JobSign.LastRan => Ink.Normal,
        _ => Ink.Faint,
    };

    // How many of these tasks run on each CPU or wait for it, from top to bottom, and how busy it is; where CPUs share a cell, the most of any.
    private int DrawSums(Canvas canvas, CpuColumns columns, int y, Snapshot snapshot)
    {
        for (int digit = layout.SumDigits - 1; digit >= 0; digit--)
        {
            canvas.MoveTo(0, y++);
            canvas.Right(digit == 0 ? "running" : string.Empty, layout.PictureX - 1, Ink.Label);
            Blank(columns);
            DrawDividers(columns);
            foreach (CpuColumn column in columns.Columns)
            {
                int most = MostRunning(column.Cpus);
                int shown = digit switch { 0 => most, 1 => most / 10, _ => most / 100 };
                Ink ink = column.Cpus.Overlaps(state.Crowded) ? Ink.Crowded : most > 1 ? Ink.Waiting : Ink.Normal;
                _cells[column.X] = (shown == 0 ? ' ' : (char)('0' + (shown % 10)), ink);
            }

            DrawCells(ref canvas);
            canvas.BlankRow(Ink.Normal);
        }

        canvas.MoveTo(0, y++);
        canvas.Right("busy", layout.PictureX - 1, Ink.Label);
        Blank(columns);
        DrawDividers(columns);
        foreach (CpuColumn column in columns.Columns)
        {
            double? busy = Busy(column.Cpus, snapshot);
            _cells[column.X] = busy is { } share
                ? (CoreSigns.Level(share), column.Cpus.Overlaps(state.Crowded) ? Ink.Crowded : share < Idleness.MostBusy ? Ink.Faint : Ink.BarUser)
                : (snapshot.HasWindow ? CoreSigns.Unknown : ' ', Ink.Faint);
        }

        DrawCells(ref canvas);
        canvas.BlankRow(Ink.Normal);
        return y;
    }

    private int MostRunning(CpuSet cpus)
    {
        int most = 0;
        foreach (CpuId cpu in cpus)
        {
            most = Math.Max(most, state.Running.GetValueOrDefault(cpu));
        }

        return most;
    }

    private static double? Busy(CpuSet cpus, Snapshot snapshot)
    {
        double? most = null;
        foreach (CpuId cpu in cpus)
        {
            if (snapshot.FindCpu(cpu) is { IsKnown: true } load && !(load.Busy <= most))
            {
                most = load.Busy;
            }
        }

        return most;
    }

    private static void DrawLegend(Canvas canvas, CpuColumns columns, int y)
    {
        canvas.MoveTo(0, y);
        int end = 0;
        foreach ((char sign, string meaning) in JobSigns.Legend)
        {
            canvas.Put(' ', Ink.Normal);
            canvas.Put(sign, sign == JobSigns.Runs ? Ink.Running : sign == JobSigns.LastRan ? Ink.Normal : Ink.Faint);
            canvas.Text($" {meaning} ", Ink.Normal);
            end += $" {sign} {meaning} ".Length;
        }

        if (columns.CpusPerCell > 1)
        {
            canvas.Text($" {Shared(columns)}", Ink.Notice);
            end += $" {Shared(columns)}".Length;
        }

        canvas.BlankRow(Ink.Normal);
        if (end - 1 > canvas.Width)
        {
            canvas.MoveTo(canvas.Width - 1, y);
            canvas.Put('…', Ink.Normal);
        }
    }

    private void Blank(CpuColumns columns)
    {
        if (_cells.Length != columns.Width)
        {
            _cells = new (char, Ink)[columns.Width];
        }

        Array.Fill(_cells, (' ', Ink.Normal));
    }

    private void DrawDividers(CpuColumns columns)
    {
        foreach (CpuDivider divider in columns.Dividers)
        {
            _cells[divider.X] = (divider.IsBetweenNodes ? JobSigns.BetweenNodes : JobSigns.BetweenCaches, Ink.Faint);
        }
    }

    // As many of the picture's cells as are in view.
    private void DrawCells(ref Canvas canvas)
    {
        canvas.BlankTo(layout.PictureX, Ink.Normal);
        for (int i = 0; i < layout.PictureWidth; i++)
        {
            (char sign, Ink ink) = _cells[layout.Left + i];
            canvas.Put(sign, ink);
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
