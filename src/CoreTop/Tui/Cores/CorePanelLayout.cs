using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Settings;

namespace CoreTop.Tui.Cores;

/// <summary>What goes where in the core panel: bars, narrow bars or, where those do not fit, one cell a CPU.</summary>
internal sealed class CorePanelLayout
{
    /// <summary>Cells before a blank: they can be counted by eye.</summary>
    public const int Chunk = 16;

    private const int FullBar = 10;
    private const int NarrowBar = 4;
    private const int WidestBar = 40;
    private const int EdgesAndValue = 5;
    private const int Edges = 2;
    private const int TickAndTasks = 7;
    private const int LevelBar = 1;
    private const int Cell = 0;

    private readonly Dictionary<CpuId, PlacedCoreItem> _places = [];

    private CorePanelLayout(
        ImmutableArray<CoreGroup> groups, ImmutableArray<PlacedCoreItem> items, ImmutableArray<CoreLine> lines, int maxHeight)
    {
        (Groups, Items, Lines) = (groups, items, lines);
        Height = Math.Min(lines.Length, maxHeight);
        RightEdge = items.Max(placed => placed.X);
        foreach (PlacedCoreItem placed in items)
        {
            foreach (CpuId cpu in placed.Item.Cpus)
            {
                _places.TryAdd(cpu, placed);
            }
        }
    }

    /// <summary>The groups; one with an empty label when there is nothing to tell apart.</summary>
    public ImmutableArray<CoreGroup> Groups { get; }

    /// <summary>Every item, in view or not.</summary>
    public ImmutableArray<PlacedCoreItem> Items { get; }

    /// <summary>The same items by row, with the groups' labels.</summary>
    public ImmutableArray<CoreLine> Lines { get; }

    /// <summary>Rows that the panel takes; with <see cref="IsScrolled"/> the first of them is a summary that stays.</summary>
    public int Height { get; }

    /// <summary>Not all lines are in view at a time.</summary>
    public bool IsScrolled => Lines.Length > Height;

    /// <summary>Lines in view.</summary>
    public int LinesInView => IsScrolled ? Math.Max(1, Height - 1) : Height;

    /// <summary>Cells before a bar's left edge, or before the first cell.</summary>
    public int LabelWidth { get; private init; }

    /// <summary>Cells in a bar; 0 when each CPU has one cell.</summary>
    public int BarWidth { get; private init; }

    /// <summary>One cell a CPU.</summary>
    public bool IsCells => BarWidth == Cell;

    /// <summary>Where the items of the last column begin.</summary>
    public int RightEdge { get; }

    /// <summary>The largest layout that fits; when none does, the smallest, which scrolls.</summary>
    /// <param name="topology">The machine.</param>
    /// <param name="view">What an item stands for.</param>
    /// <param name="width">The panel's columns.</param>
    /// <param name="maxHeight">The most rows it may take.</param>
    public static CorePanelLayout Make(CpuTopology topology, CoreView view, int width, int maxHeight)
    {
        bool[] groupings = CoreGroups.HasCachesInNodes(topology) ? [true, false] : [false];
        CorePanelLayout? last = null;
        foreach (int bar in view == CoreView.Compact ? [Cell] : new[] { FullBar, NarrowBar, Cell })
        {
            foreach (bool byCache in groupings)
            {
                ImmutableArray<CoreGroup> groups = CoreGroups.Of(topology, view, byCache);
                last = bar == Cell ? PlaceCells(groups, width, maxHeight) : PlaceBars(groups, bar, width, maxHeight);
                if (!last.IsScrolled)
                {
                    return last;
                }
            }
        }

        return last!;
    }

    /// <summary>The place of the item with this CPU; null when there is none.</summary>
    public PlacedCoreItem? Find(CpuId cpu) => _places.TryGetValue(cpu, out PlacedCoreItem placed) ? placed : null;

    /// <summary>The affinity editor's grid: the same with room for a tick before each CPU and its tasks behind; scrolls where it must.</summary>
    public static CorePanelLayout MakeGrid(CpuTopology topology, int width, int maxHeight)
    {
        ImmutableArray<CoreGroup> groups = CoreGroups.Of(topology, CoreView.Each, CoreGroups.HasCachesInNodes(topology));
        CorePanelLayout? last = null;
        foreach (int bar in new[] { FullBar, NarrowBar, LevelBar })
        {
            last = PlaceBars(groups, bar, width, maxHeight, bar == LevelBar ? TickAndTasks - Edges : TickAndTasks);
            if (!last.IsScrolled)
            {
                return last;
            }
        }

        return last!;
    }

    /// <summary>The item drawn at a cell of the panel; null when there is none.</summary>
    /// <param name="x">The cell's column.</param>
    /// <param name="y">The cell's row.</param>
    /// <param name="top">The first line in view.</param>
    public CoreItem? ItemAt(int x, int y, int top)
    {
        int first = IsScrolled ? 1 : 0;
        int line = y - first + top;
        if (y < first || line >= Lines.Length)
        {
            return null;
        }

        CoreItem? found = null;
        foreach (PlacedCoreItem placed in Lines[line].Items)
        {
            found = placed.X <= x ? placed.Item : found;
        }

        return found;
    }

    // Down the columns, as the kernel numbers them; SMT siblings side by side in a row.
    private static CorePanelLayout PlaceBars(
        ImmutableArray<CoreGroup> groups, int bar, int width, int maxHeight, int extra = 0)
    {
        int labelWidth = 1 + groups.Max(group => group.Items.Max(item => item.Label.Length));
        int most = groups.Max(group => group.Slots);
        int around = labelWidth + EdgesAndValue + extra;
        int cell = around + bar;
        int fitting = Math.Max(1, width / cell);
        if (bar > LevelBar && most * cell * 2 <= width)
        {
            cell = Math.Min(width / most, around + WidestBar);
            fitting = most;
        }

        var items = ImmutableArray.CreateBuilder<PlacedCoreItem>();
        var lines = ImmutableArray.CreateBuilder<CoreLine>();
        foreach (CoreGroup group in groups)
        {
            if (group.Label.Length > 0)
            {
                lines.Add(new CoreLine(group, []));
            }

            int abreast = LargestDivisor(group.Siblings, fitting);
            int stacks = Math.Max(1, fitting / abreast);
            int units = Rows(group.Slots, abreast);
            int rows = Rows(units, stacks);
            var byRow = new List<PlacedCoreItem>[rows];
            foreach (CoreItem item in group.Items)
            {
                int unit = item.Slot / abreast;
                int column = ((unit / rows) * abreast) + (item.Slot % abreast);
                int row = unit % rows;
                var placed = new PlacedCoreItem(item, column * cell, lines.Count + row);
                items.Add(placed);
                (byRow[row] ??= []).Add(placed);
            }

            lines.AddRange(byRow.Select(row => new CoreLine(Group: null, [.. (row ?? []).OrderBy(placed => placed.X)])));
        }

        return new CorePanelLayout(groups, items.ToImmutable(), lines.ToImmutable(), maxHeight)
        {
            LabelWidth = labelWidth,
            BarWidth = cell - around,
        };
    }

    // Before the cells of a row stands its first CPU, behind the first row of a group its summary; where that would leave
    // too little room, label and summary get a row of their own.
    private static CorePanelLayout PlaceCells(ImmutableArray<CoreGroup> groups, int width, int maxHeight)
    {
        int numberWidth = 1 + groups.Max(group => group.Cpus.Last!.Value.ToString().Length) + 1;
        int groupWidth = groups.Max(group => group.Label.Length);
        int inlineRoom = width - groupWidth - numberWidth - groups.Max(SummaryWidth);
        bool isInline = inlineRoom >= 2 * Chunk;
        int labelWidth = isInline ? groupWidth + numberWidth : numberWidth;
        int room = Math.Max(Chunk, isInline ? inlineRoom : width - numberWidth);
        var items = ImmutableArray.CreateBuilder<PlacedCoreItem>();
        var lines = ImmutableArray.CreateBuilder<CoreLine>();
        foreach (CoreGroup group in groups)
        {
            if (!isInline)
            {
                lines.Add(new CoreLine(group, []));
            }

            int chunks = Math.Max(1, (room + 1) / (Chunk + 1));
            int rows = Rows(group.Slots, chunks * Chunk);
            int perRow = Rows(Rows(group.Slots, rows), Chunk) * Chunk;
            int firstLine = lines.Count;
            for (int start = 0; start < group.Slots; start += perRow)
            {
                ImmutableArray<PlacedCoreItem> row =
                [
                    .. group.Items.Where(item => item.Slot >= start && item.Slot < start + perRow).Select(item =>
                        new PlacedCoreItem(item, labelWidth + CellColumn(item.Slot - start), lines.Count)),
                ];
                items.AddRange(row);
                lines.Add(new CoreLine(isInline && lines.Count == firstLine ? group : null, row));
            }
        }

        return new CorePanelLayout(groups, items.ToImmutable(), lines.ToImmutable(), maxHeight) { LabelWidth = labelWidth };
    }

    /// <summary>Cells for <c> 12.3/128 115 idle</c>.</summary>
    private static int SummaryWidth(CoreGroup group) =>
        " 0.0/ idle".Length + 1 + (3 * (int)Math.Log10(Math.Max(1, group.Cpus.Count))) + 2;

    private static int CellColumn(int index) => index + (index / Chunk);

    private static int Rows(int count, int perRow) => (count + perRow - 1) / perRow;

    private static int LargestDivisor(int number, int most)
    {
        int divisor = Math.Min(number, most);
        while (number % divisor != 0)
        {
            divisor--;
        }

        return divisor;
    }
}
