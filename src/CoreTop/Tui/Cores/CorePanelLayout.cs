using System.Collections.Immutable;
using CoreTop.Model.Topology;

namespace CoreTop.Tui.Cores;

/// <summary>What goes where in the core panel: bars, narrow bars or, where those do not fit, one cell a CPU.</summary>
internal sealed class CorePanelLayout
{
    private const int FullBar = 10;
    private const int NarrowBar = 4;
    private const int WidestBar = 40;
    private const int EdgesAndValue = 5;
    private const int Cell = 0;

    private CorePanelLayout(
        ImmutableArray<PlacedCoreItem> items, ImmutableArray<PlacedCoreGroup> groups, int rows, int height, int labelWidth,
        int barWidth, int rightEdge)
    {
        (Items, Groups, Rows, Height) = (items, groups, rows, height);
        (LabelWidth, BarWidth, RightEdge) = (labelWidth, barWidth, rightEdge);
    }

    /// <summary>Every item, in view or not.</summary>
    public ImmutableArray<PlacedCoreItem> Items { get; }

    /// <summary>The labels; empty when there is one group.</summary>
    public ImmutableArray<PlacedCoreGroup> Groups { get; }

    /// <summary>Rows that all items take.</summary>
    public int Rows { get; }

    /// <summary>Rows the panel takes; with <see cref="IsScrolled"/> the first of them is a summary that stays.</summary>
    public int Height { get; }

    /// <summary>Not all rows are in view at a time.</summary>
    public bool IsScrolled => Rows > Height;

    /// <summary>Rows of items in view.</summary>
    public int ItemRows => IsScrolled ? Height - 1 : Height;

    /// <summary>Cells before a bar's left edge.</summary>
    public int LabelWidth { get; }

    /// <summary>Cells in a bar; 0 when each CPU has one cell.</summary>
    public int BarWidth { get; }

    /// <summary>One cell a CPU.</summary>
    public bool IsCells => BarWidth == Cell;

    /// <summary>Where an item's text ends: more stands to its right only behind the last column.</summary>
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
    public PlacedCoreItem? Find(Model.Cpus.CpuId cpu)
    {
        foreach (PlacedCoreItem placed in Items)
        {
            if (placed.Item.Cpus.Contains(cpu))
            {
                return placed;
            }
        }

        return null;
    }

    // Down the columns, as the kernel numbers them; SMT siblings side by side in a row.
    private static CorePanelLayout PlaceBars(ImmutableArray<CoreGroup> groups, int bar, int width, int maxHeight)
    {
        int labelWidth = 1 + groups.Max(group => group.Items.Max(item => item.Label.Length));
        int most = groups.Max(group => group.Items.Length);
        int cell = labelWidth + EdgesAndValue + bar;
        int fitting = Math.Max(1, width / cell);
        if (most * cell * 2 <= width)
        {
            cell = Math.Min(width / most, labelWidth + EdgesAndValue + WidestBar);
            fitting = most;
        }

        var items = ImmutableArray.CreateBuilder<PlacedCoreItem>();
        var labels = ImmutableArray.CreateBuilder<PlacedCoreGroup>();
        int y = 0, columns = 0;
        foreach (CoreGroup group in groups)
        {
            if (group.Label.Length > 0)
            {
                labels.Add(new PlacedCoreGroup(group, y++));
            }

            int abreast = Math.Min(group.Siblings, fitting);
            int stacks = Math.Max(1, fitting / abreast);
            int cores = (group.Items.Length + abreast - 1) / abreast;
            int rows = (cores + stacks - 1) / stacks;
            for (int i = 0; i < group.Items.Length; i++)
            {
                int core = i / abreast;
                int column = ((core / rows) * abreast) + (i % abreast);
                columns = Math.Max(columns, column + 1);
                items.Add(new PlacedCoreItem(group.Items[i], column * cell, y + (core % rows)));
            }

            y += rows;
        }

        return new CorePanelLayout(
            items.ToImmutable(), labels.ToImmutable(), y, Math.Min(y, maxHeight), labelWidth, cell - labelWidth - EdgesAndValue,
            columns * cell);
    }

    // A group's label and its summary stand in one line over its cells.
    private static CorePanelLayout PlaceCells(ImmutableArray<CoreGroup> groups, int width, int maxHeight)
    {
        var items = ImmutableArray.CreateBuilder<PlacedCoreItem>();
        var labels = ImmutableArray.CreateBuilder<PlacedCoreGroup>();
        int y = 0;
        int labelWidth = groups.Max(group => group.Label.Length) + 1;
        bool isInline = labelWidth + SummaryWidth + 32 <= width;
        foreach (CoreGroup group in groups)
        {
            labels.Add(new PlacedCoreGroup(group, y));
            int x = isInline ? labelWidth : 0;
            int perRow = isInline ? width - labelWidth - SummaryWidth : width;
            perRow = Math.Max(1, perRow - (perRow % group.Siblings));
            y += isInline ? 0 : 1;
            for (int i = 0; i < group.Items.Length; i++)
            {
                items.Add(new PlacedCoreItem(group.Items[i], x + (i % perRow), y + (i / perRow)));
            }

            y += (group.Items.Length + perRow - 1) / perRow;
        }

        return new CorePanelLayout(
            items.ToImmutable(), labels.ToImmutable(), y, Math.Min(y, maxHeight), labelWidth, Cell, width - SummaryWidth);
    }

    /// <summary>Cells for <c> 12.3/128, 115 idle</c>.</summary>
    public const int SummaryWidth = 22;
}
