using System.Collections.Immutable;
using CoreTop.Model.Topology;
using CoreTop.Settings;

namespace CoreTop.Tui.Cores;

/// <summary>Finds the largest layout that fits.</summary>
internal static class CoreLayouts
{
    private const int LevelBar = 1;
    private const int TickAndTasks = 7;
    private const int Blanks = 3;

    private static readonly int[] BarLengths = [10, 8, 6, 5, 4];

    /// <summary>The largest layout that fits; when none does, the smallest with one cell a CPU, which scrolls.</summary>
    /// <param name="topology">The machine.</param>
    /// <param name="view">What an item stands for.</param>
    /// <param name="width">The panel's columns.</param>
    /// <param name="maxHeight">The most rows it may take.</param>
    public static CorePanelLayout Make(CpuTopology topology, CoreView view, int width, int maxHeight)
    {
        if (view == CoreView.Heat)
        {
            return HeatPlacer.Make(topology, width, maxHeight);
        }

        bool isCompact = view == CoreView.Compact;
        if (!isCompact && FindBars(topology, view, width, maxHeight) is { } bars)
        {
            return bars;
        }

        var placer = new CellPlacer(CoreGroups.WithCaches(topology, view), width, maxHeight);
        IEnumerable<CellForm> forms = isCompact ? placer.Forms(isSmall: true) : [.. placer.Forms(isSmall: false), .. placer.SharedForms()];
        CorePanelLayout? lowest = null;
        foreach (CellForm form in forms)
        {
            CorePanelLayout? placed = placer.Place(form);
            if (placed is { IsScrolled: false })
            {
                return placed;
            }

            lowest = placed is { Form.Share: 1 } && (lowest is null || placed.Lines.Length <= lowest.Lines.Length) ? placed : lowest;
        }

        return lowest ?? new BarPlacer(CoreGroups.Of(topology, view, byCache: false), width, maxHeight).Place(BarLengths[^1]);
    }

    /// <summary>The affinity editor's grid: the same with room for a tick before each CPU and its tasks behind; scrolls where it must.</summary>
    public static CorePanelLayout MakeGrid(CpuTopology topology, int width, int maxHeight)
    {
        var placer = new BarPlacer(CoreGroups.Of(topology, CoreView.Each, CoreGroups.HasCachesInNodes(topology)), width, maxHeight);
        foreach (int bar in new[] { BarLengths[0], BarLengths[^1] })
        {
            CorePanelLayout placed = placer.Place(bar, TickAndTasks);
            if (!placed.IsScrolled)
            {
                return placed;
            }
        }

        return placer.Place(LevelBar, TickAndTasks - Blanks, grows: false);
    }

    private static CorePanelLayout? FindBars(CpuTopology topology, CoreView view, int width, int maxHeight)
    {
        bool[] groupings = CoreGroups.HasCachesInNodes(topology) ? [true, false] : [false];
        ImmutableArray<CoreGroup>[] groups = [.. groupings.Select(byCache => CoreGroups.Of(topology, view, byCache))];
        foreach (int bar in BarLengths)
        {
            foreach (ImmutableArray<CoreGroup> grouped in groups)
            {
                CorePanelLayout placed = new BarPlacer(grouped, width, maxHeight).Place(bar);
                if (!placed.IsScrolled)
                {
                    return placed;
                }
            }
        }

        return null;
    }
}
