using CoreTop.Listing.Jobs;
using CoreTop.Model.Topology;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Panes.Job;

/// <summary>What stands where in the job view: the tasks' names at the left, the picture, and their affinities where room is left.</summary>
internal sealed class JobLayout
{
    private const int TitleRows = 1, BusyRows = 1, LegendRows = 1;
    private const int JobWidth = 7, RankWidth = 5, ShareWidth = 6;
    private const int WideEnough = 110;
    private const int MostName = 16, FewerName = 11;
    private const int LeastAffinity = 10;
    private const int ScrollStep = 8;
    private const int MostSumDigits = 3;

    private CpuTopology? _topology;
    private CpuColumns? _whole;
    private int _room;
    private int _left;

    /// <summary>One CPU has one cell, however many there are, and the picture scrolls.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The columns of the picture.</summary>
    public CpuColumns? Columns { get; private set; }

    /// <summary>Cells of the jobs' column; 0 where the tasks are of one job or none.</summary>
    public int Jobs { get; private set; }

    /// <summary>Cells of the ranks' column; 0 where no task has a rank.</summary>
    public int Ranks { get; private set; }

    /// <summary>Cells of the column of PIDs.</summary>
    public const int Pids = 8;

    /// <summary>Cells of the names' column, the blank before it included.</summary>
    public int Names { get; private set; }

    /// <summary>Cells of each of the two columns CPU% and WAIT%; 0 where there is no room for them.</summary>
    public int Shares { get; private set; }

    /// <summary>Where the picture begins.</summary>
    public int PictureX => Jobs + Ranks + Pids + Names + (2 * Shares) + 1;

    /// <summary>Cells of the picture in view.</summary>
    public int PictureWidth => Math.Min(_room, Columns?.Width ?? 0);

    /// <summary>The first cell of the picture in view.</summary>
    public int Left => Math.Clamp(_left, 0, Math.Max(0, (Columns?.Width ?? 0) - _room));

    /// <summary>Where the affinities stand; null where there is no room for them.</summary>
    public int? AffinityX { get; private set; }

    /// <summary>Rows over the tasks.</summary>
    public int HeadRows => TitleRows + (Columns is { Labels.IsEmpty: false } ? 1 : 0) + (Columns?.Digits ?? 1);

    /// <summary>Rows that the counts of running tasks take: digits of the largest.</summary>
    public int SumDigits { get; private set; } = 1;

    /// <summary>Rows of tasks that fit.</summary>
    /// <param name="height">The pane's rows.</param>
    public int TaskRows(int height) => Math.Max(1, height - HeadRows - SumDigits - BusyRows - LegendRows);

    /// <summary>Places everything.</summary>
    /// <param name="state">What is shown.</param>
    /// <param name="topology">The machine.</param>
    /// <param name="width">The pane's columns.</param>
    public void Fit(JobState state, CpuTopology topology, int width)
    {
        _whole = ReferenceEquals(_topology, topology) && _whole is not null ? _whole : CpuColumns.Whole(topology);
        SumDigits = state.Running.Count == 0 ? 1 : state.Running.Values.Max() switch { < 10 => 1, < 100 => 2, _ => MostSumDigits };
        bool isWide = width >= WideEnough || RankWidth + Pids + MostName + (2 * ShareWidth) + 1 + _whole.Width + 2 + LeastAffinity <= width;
        Jobs = state.HasSeveralJobs ? JobWidth : 0;
        Ranks = state.HasRanks ? RankWidth : 0;
        Shares = isWide ? ShareWidth : 0;
        Names = 1 + Math.Clamp(state.Rows.Count == 0 ? 1 : state.Rows.Max(row => Canvas.Columns(row.Row.Task.Name)), 4, (isWide ? MostName : FewerName) - 1);
        int room = Math.Max(1, width - PictureX - 1);
        if (Columns is null || !ReferenceEquals(_topology, topology) || _room != room)
        {
            (_topology, _room) = (topology, room);
            Columns = IsWhole ? _whole : CpuColumns.Fit(topology, room);
        }

        int end = PictureX + PictureWidth + 2;
        AffinityX = width - end >= LeastAffinity ? end : null;
    }

    /// <summary>Gives each CPU a cell of its own, or shows all CPUs.</summary>
    /// <returns>That made a difference.</returns>
    public bool Show(bool isWhole)
    {
        bool isSame = IsWhole == isWhole || (isWhole && Columns is { } columns && columns.CpusPerCell == 1 && columns.Width <= _room);
        if (!isSame)
        {
            (IsWhole, Columns, _left) = (isWhole, null, 0);
        }

        return !isSame;
    }

    /// <summary>Scrolls the picture sideways.</summary>
    /// <param name="steps">To the right; to the left when negative.</param>
    /// <returns>It moved.</returns>
    public bool Scroll(int steps)
    {
        int before = Left;
        _left = before + (steps * ScrollStep);
        _left = Left;
        return _left != before;
    }
}
