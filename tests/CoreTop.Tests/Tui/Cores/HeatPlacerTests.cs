using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Tui.Cores;

namespace CoreTop.Tests.Tui.Cores;

public sealed class HeatPlacerTests
{
    /// <summary>CPUs, nodes, siblings, caches a node, width and height.</summary>
    public static TheoryData<int, int, int, int, int, int> Machines { get; } = new(
        from machine in new[] { (1, 1, 1, 1), (2, 1, 1, 1), (36, 1, 1, 1), (96, 4, 1, 3), (256, 2, 2, 8), (256, 8, 2, 1), (1024, 8, 2, 8), (1024, 64, 1, 1) }
        from size in new[] { (40, 3), (80, 9), (120, 25), (200, 40) }
        select (machine.Item1, machine.Item2, machine.Item3, machine.Item4, size.Item1, size.Item2));

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_CPU_is_in_one_row_and_all_rows_and_the_time_fit(
        int cpus, int nodes, int smt, int caches, int width, int height)
    {
        CpuTopology machine = AnyTopology.Of(cpus, nodes, smt, caches, offline: cpus > 2 ? CpuSet.Of(1) : null);

        CorePanelLayout layout = HeatPlacer.Make(machine, width, height);

        Assert.Equal(machine.Present, CpuSet.Of(layout.Items.SelectMany(placed => placed.Item.Cpus)));
        Assert.Equal(cpus, layout.Items.Sum(placed => placed.Item.Cpus.Count));
        Assert.False(layout.IsScrolled);
        Assert.Empty(layout.Lines[^1].Items);
        Assert.InRange(layout.LabelWidth + HeatPlacer.SignCells + layout.BarWidth + HeatPlacer.ValueCells, 1, width / layout.HeatColumns);
    }

    [Fact]
    public void Where_rows_suffice_each_CPU_has_its_own_in_one_column_or_in_several()
    {
        Assert.Equal((36, 1), Shape(AnyTopology.Of(36), 120, 40));
        Assert.Equal((36, 2), Shape(AnyTopology.Of(36), 120, 25));
        Assert.Equal((96, 3), Shape(AnyTopology.Of(96), 200, 40));
    }

    [Fact]
    public void Where_they_do_not_cores_of_one_cache_share_a_row_and_then_whole_caches()
    {
        CpuTopology machine = AnyTopology.Of(256, nodes: 2, smt: 2, cachesPerNode: 8);

        CorePanelLayout caches = HeatPlacer.Make(machine, width: 120, maxHeight: 25);
        Assert.Equal("node0 llc0", caches.Items[0].Item.Label);
        Assert.Equal(machine.LastLevelCaches, caches.Items.Select(placed => placed.Item.Cpus));
        CorePanelLayout several = HeatPlacer.Make(machine, width: 80, maxHeight: 9);
        Assert.Equal("node0 llc0-1", several.Items[0].Item.Label);
        CorePanelLayout cores = HeatPlacer.Make(AnyTopology.Of(36), width: 80, maxHeight: 9);
        Assert.Equal(["0-4", "5-9"], cores.Items.Take(2).Select(placed => placed.Item.Label));
    }

    private static (int Rows, int Columns) Shape(CpuTopology machine, int width, int height)
    {
        CorePanelLayout layout = HeatPlacer.Make(machine, width, height);
        return (layout.Items.Length, layout.HeatColumns);
    }
}
