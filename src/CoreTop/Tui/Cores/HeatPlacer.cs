using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Topology;
using CoreTop.Settings;

namespace CoreTop.Tui.Cores;

/// <summary>Where the rows of the heat picture stand: a CPU each where that is possible, else some together, in as many columns as that takes.</summary>
internal static class HeatPlacer
{
    /// <summary>Cells behind a row's time: how busy now, or the crowd.</summary>
    public const int ValueCells = 4;

    /// <summary>Cells behind a label: two signs.</summary>
    public const int SignCells = 2;

    private const int Gap = 2, AxisRows = 1;

    // Refreshes that a row shows at least: a quarter of a minute.
    private const int LeastTime = 15;

    /// <summary>The picture for a machine; it never scrolls.</summary>
    /// <param name="topology">The machine.</param>
    /// <param name="width">The panel's columns.</param>
    /// <param name="maxHeight">The most rows it may take.</param>
    public static CorePanelLayout Make(CpuTopology topology, int width, int maxHeight)
    {
        ImmutableArray<CoreGroup> nodes = CoreGroups.WithCaches(topology, CoreView.Each);
        int rows = Math.Max(1, maxHeight - AxisRows), cpus = nodes.Sum(node => node.Items.Length);
        var each = new Picture(nodes, HeatRows.Make(nodes, cpus), width, maxHeight);
        int columns = Rows(cpus, rows);
        if (each.Time(columns) >= LeastTime)
        {
            return each.Place(columns);
        }

        for (columns = Math.Max(1, width / LeastTime); ; columns--)
        {
            var shared = new Picture(nodes, HeatRows.Make(nodes, rows * columns), width, maxHeight);
            if (columns == 1 || shared.Time(columns) >= LeastTime)
            {
                return shared.Place(Rows(shared.Items.Length, rows));
            }
        }
    }

    // Such as " 3 idle", where CPUs share a row.
    private static int IdleCells(int most) => most == 1 ? 0 : string.Create(CultureInfo.InvariantCulture, $" {most} idle").Length;

    private static int Rows(int count, int perRow) => (count + perRow - 1) / perRow;

    private sealed record Picture(ImmutableArray<CoreGroup> Nodes, ImmutableArray<CoreItem> Items, int Width, int MaxHeight)
    {
        private readonly int _labelWidth = 1 + Items.Max(item => item.Label.Length);
        private readonly int _idleCells = IdleCells(Items.Max(item => item.Cpus.Count));

        // Cells for the time in each of so many columns.
        public int Time(int columns) =>
            (Width / columns) - _labelWidth - SignCells - ValueCells - _idleCells - (columns > 1 ? Gap : 0);

        public CorePanelLayout Place(int columns)
        {
            int rows = Rows(Items.Length, columns), columnWidth = Width / columns;
            ImmutableArray<CoreLine> lines =
            [
                .. Enumerable.Range(0, rows).Select(row => new CoreLine(
                [
                    .. Enumerable.Range(0, columns).Where(column => (column * rows) + row < Items.Length)
                        .Select(column => new PlacedCoreItem(Items[(column * rows) + row], column * columnWidth, row)),
                ])),
                new CoreLine([]),
            ];
            return new CorePanelLayout(Nodes, lines, MaxHeight)
            {
                LabelWidth = _labelWidth,
                BarWidth = Math.Max(1, Time(columns)),
                HeatColumns = columns,
                IdleCells = _idleCells,
            };
        }
    }
}
