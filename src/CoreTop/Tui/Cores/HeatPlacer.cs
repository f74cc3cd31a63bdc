using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Settings;

namespace CoreTop.Tui.Cores;

/// <summary>
/// The rows of the heat picture: a CPU each, in several columns where that is what it takes; else some cores of a cache together, whole
/// caches, or several of them.
/// </summary>
internal static class HeatPlacer
{
    /// <summary>Cells behind a row's time: how busy now, or the crowd.</summary>
    public const int ValueCells = 4;

    /// <summary>Cells behind a label: a blank and a sign.</summary>
    public const int SignCells = 2;

    private const int Gap = 2, AxisRows = 1;
    private const int LeastWidth = 56;
    private const int WidestLabel = 12;

    /// <summary>The picture for a machine; it never scrolls.</summary>
    /// <param name="topology">The machine.</param>
    /// <param name="width">The panel's columns.</param>
    /// <param name="maxHeight">The most rows it may take.</param>
    public static CorePanelLayout Make(CpuTopology topology, int width, int maxHeight)
    {
        ImmutableArray<CoreGroup> caches = CoreGroups.Of(topology, CoreView.Each, CoreGroups.HasCachesInNodes(topology));
        int rows = Math.Max(1, maxHeight - AxisRows);
        int cpus = caches.Sum(cache => cache.Items.Length);
        for (int columns = 1; columns <= Math.Max(1, width / LeastWidth); columns++)
        {
            if (cpus <= rows * columns)
            {
                return Place(caches, [.. caches.SelectMany(cache => cache.Items)], columns, width, maxHeight);
            }
        }

        return Place(caches, Grouped(caches, rows), columns: 1, width, maxHeight);
    }

    private static ImmutableArray<CoreItem> Grouped(ImmutableArray<CoreGroup> caches, int rows)
    {
        int siblings = caches.Max(cache => cache.Siblings);
        int largest = caches.Max(cache => cache.Slots);
        for (int share = siblings > 1 ? siblings : 2; share < largest; share += siblings)
        {
            if (caches.Sum(cache => Rows(cache.Slots, share)) <= rows)
            {
                return
                [
                    .. caches.SelectMany(cache => cache.Items.GroupBy(item => item.Slot / share).Select(items =>
                        Together([.. items], Label([.. items])))),
                ];
            }
        }

        int merged = Rows(caches.Length, rows);
        return
        [
            .. caches.Chunk(merged).Select(some => Together(
                [.. some.SelectMany(cache => cache.Items)],
                some[0].Label.Length == 0 ? "all" : some.Length == 1 ? some[0].Label : $"{some[0].Label}-{NumberOf(some[^1].Label)}")),
        ];
    }

    private static CoreItem Together(ImmutableArray<CoreItem> items, string label) =>
        items.Length == 1 ? items[0] : CoreItem.Shared(items) with { Label = label, IsShared = false, Slot = items[0].Slot };

    private static string Label(ImmutableArray<CoreItem> items)
    {
        string text = items.Aggregate(CpuSet.Empty, (cpus, item) => cpus.Union(item.Cpus)).ToString();
        return text.Length <= WidestLabel ? text : string.Create(CultureInfo.InvariantCulture, $"{items[0].Number}+{items.Length - 1}");
    }

    private static string NumberOf(string label) => label[(label.LastIndexOfAny([.. "abcdefghijklmnopqrstuvwxyz"]) + 1)..];

    private static CorePanelLayout Place(
        ImmutableArray<CoreGroup> groups, ImmutableArray<CoreItem> items, int columns, int width, int maxHeight)
    {
        int rows = Rows(items.Length, columns);
        int columnWidth = width / columns;
        int labelWidth = 1 + items.Max(item => item.Label.Length);
        ImmutableArray<CoreLine> lines =
        [
            .. Enumerable.Range(0, rows).Select(row => new CoreLine(
            [
                .. Enumerable.Range(0, columns).Where(column => (column * rows) + row < items.Length)
                    .Select(column => new PlacedCoreItem(items[(column * rows) + row], column * columnWidth, row)),
            ])),
            new CoreLine([]),
        ];
        return new CorePanelLayout(groups, lines, maxHeight)
        {
            LabelWidth = labelWidth,
            BarWidth = Math.Max(1, columnWidth - labelWidth - SignCells - ValueCells - (columns > 1 ? Gap : 0)),
            HeatColumns = columns,
        };
    }

    private static int Rows(int count, int perRow) => (count + perRow - 1) / perRow;
}
