using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Tui.Cores;

/// <summary>What goes where in the core panel: bars, narrow bars or, where those do not fit, cells.</summary>
internal sealed class CorePanelLayout
{
    private readonly Dictionary<CpuId, PlacedCoreItem> _places = [];

    /// <param name="groups">The groups.</param>
    /// <param name="lines">The rows.</param>
    /// <param name="maxHeight">The most rows that may be in view.</param>
    public CorePanelLayout(ImmutableArray<CoreGroup> groups, ImmutableArray<CoreLine> lines, int maxHeight)
    {
        (Groups, Lines) = (groups, lines);
        Items = [.. lines.SelectMany(line => line.Items).OrderBy(placed => placed.Item.First)];
        Height = Math.Min(lines.Length, maxHeight);
        foreach (PlacedCoreItem placed in Items)
        {
            foreach (CpuId cpu in placed.Item.Cpus)
            {
                _places.TryAdd(cpu, placed);
            }
        }
    }

    /// <summary>The groups; one with an empty label when there is nothing to tell apart.</summary>
    public ImmutableArray<CoreGroup> Groups { get; }

    /// <summary>Every item, in view or not, by number.</summary>
    public ImmutableArray<PlacedCoreItem> Items { get; }

    /// <summary>The same items by row, with the groups' labels.</summary>
    public ImmutableArray<CoreLine> Lines { get; }

    /// <summary>Rows that the panel takes; with <see cref="IsScrolled"/> the first of them is a summary that stays.</summary>
    public int Height { get; }

    /// <summary>Not all lines are in view at a time.</summary>
    public bool IsScrolled => Lines.Length > Height;

    /// <summary>Lines in view.</summary>
    public int LinesInView => IsScrolled ? Math.Max(1, Height - 1) : Height;

    /// <summary>Cells before a bar's sign.</summary>
    public int LabelWidth { get; init; }

    /// <summary>Cells in a bar; 0 for cells.</summary>
    public int BarWidth { get; init; }

    /// <summary>Bars are so long that clock and temperature have room behind them.</summary>
    public bool HasSensors { get; init; }

    /// <summary>How cells are arranged.</summary>
    public CellForm Form { get; init; }

    /// <summary>Columns of the heat picture, whose last line is the time; 0 where it is not shown.</summary>
    public int HeatColumns { get; init; }

    /// <summary>In the heat picture, cells that say how many CPUs of a row are idle; 0 where none share one.</summary>
    public int IdleCells { get; init; }

    /// <summary>It is the heat picture: a bar's place is that of the time.</summary>
    public bool IsHeat => HeatColumns > 0;

    /// <summary>Cells, and no bars.</summary>
    public bool IsCells => BarWidth == 0;

    /// <summary>The place of the item with this CPU; null when there is none.</summary>
    public PlacedCoreItem? Find(CpuId cpu) => _places.TryGetValue(cpu, out PlacedCoreItem placed) ? placed : null;

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
}
