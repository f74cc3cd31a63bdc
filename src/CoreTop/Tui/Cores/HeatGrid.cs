using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Cores;

/// <summary>
/// What the rows of the heat picture show, kept from frame to frame: a refresh is looked at once, when it comes into view, as it does not change
/// afterwards. Rows are numbered as the layout's lines have them.
/// </summary>
/// <param name="history">What was.</param>
internal sealed class HeatGrid(HeatHistory history)
{
    private CorePanelLayout? _layout;
    private (Snapshot Snapshot, Diagnosis Diagnosis)? _seen;

    // The row of each CPU, by its number; -1 for one that is in none.
    private int[] _rows = [];

    // For each row a ring of refreshes.
    private HeatCell[] _cells = [];
    private HeatNow[] _now = [];
    private int _width;
    private long _first, _end;

    /// <summary>Takes in what may have changed since the frame before.</summary>
    /// <param name="layout">The rows and how many refreshes they show.</param>
    /// <param name="snapshot">The machine.</param>
    /// <param name="emphasis">What stands out.</param>
    /// <param name="newest">The last refresh in view.</param>
    public void Follow(CorePanelLayout layout, Snapshot snapshot, in CpuEmphasis emphasis, long newest)
    {
        if (!ReferenceEquals(layout, _layout))
        {
            Begin(layout);
        }

        if (!ReferenceEquals(snapshot, _seen?.Snapshot) || !ReferenceEquals(emphasis.Diagnosis, _seen?.Diagnosis))
        {
            _seen = (snapshot, emphasis.Diagnosis);
            int row = 0;
            foreach (CoreLine line in layout.Lines)
            {
                foreach (PlacedCoreItem placed in line.Items)
                {
                    _now[row++] = HeatNow.Of(placed.Item, snapshot, emphasis);
                }
            }
        }

        long first = Math.Max(history.First, newest - _width + 1);
        for (long refresh = first; refresh <= newest; refresh++)
        {
            if (refresh < _first || refresh >= _end)
            {
                Look(refresh);
            }
        }

        (_first, _end) = (first, newest + 1);
    }

    /// <summary>What stands behind a row.</summary>
    public ref readonly HeatNow Now(int row) => ref _now[row];

    /// <summary>A row at a refresh; null where that is not kept any more, or was not yet.</summary>
    public HeatCell? Find(int row, long refresh) =>
        refresh < _first || refresh >= _end ? null : _cells[(row * _width) + (int)(refresh % _width)];

    private void Begin(CorePanelLayout layout)
    {
        (_layout, _width, _seen, _first, _end) = (layout, layout.BarWidth, null, 0, 0);
        _now = new HeatNow[layout.Items.Length];
        _cells = new HeatCell[layout.Items.Length * _width];
        _rows = new int[layout.Items.Max(static placed => placed.Item.Cpus.Last!.Value.Number) + 1];
        Array.Fill(_rows, -1);
        int row = 0;
        foreach (CoreLine line in layout.Lines)
        {
            foreach (PlacedCoreItem placed in line.Items)
            {
                foreach (CpuId cpu in placed.Item.Cpus)
                {
                    _rows[cpu.Number] = row;
                }

                row++;
            }
        }
    }

    private void Look(long refresh)
    {
        int column = (int)(refresh % _width);
        for (int cell = column; cell < _cells.Length; cell += _width)
        {
            _cells[cell] = HeatCell.Offline;
        }

        ReadOnlySpan<byte> cpus = history.CpusOf(refresh);
        for (int cpu = 0; cpu < Math.Min(cpus.Length, _rows.Length); cpu++)
        {
            if (_rows[cpu] >= 0)
            {
                ref HeatCell cell = ref _cells[(_rows[cpu] * _width) + column];
                cell = HeatCell.Hottest(cell, new HeatCell(cpus[cpu]));
            }
        }
    }
}
