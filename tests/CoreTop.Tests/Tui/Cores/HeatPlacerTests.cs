using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Settings;
using CoreTop.Tui.Cores;

namespace CoreTop.Tests.Tui.Cores;

public sealed class HeatPlacerTests
{
    /// <summary>CPUs, nodes, siblings, caches a node, width and height.</summary>
    public static TheoryData<int, int, int, int, int, int> Machines { get; } = new(
        from machine in new[] { (20, 1, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1), (36, 1, 1, 1), (96, 4, 1, 3), (256, 2, 2, 8), (256, 8, 2, 1), (1024, 8, 2, 8), (1024, 64, 1, 1) }
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
        Assert.InRange(layout.LabelWidth + HeatPlacer.SignCells + layout.BarWidth + HeatPlacer.ValueCells + layout.IdleCells, 1, width / layout.HeatColumns);
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void No_row_is_left_over_while_CPUs_share_one_and_none_reaches_over_the_edge_of_a_node(
        int cpus, int nodes, int smt, int caches, int width, int height)
    {
        CpuTopology machine = AnyTopology.Of(cpus, nodes, smt, caches);

        CorePanelLayout layout = HeatPlacer.Make(machine, width, height);

        bool isShared = layout.Items.Any(placed => placed.Item.Cpus.Count > 1);
        Assert.Equal(isShared ? (height - 1) * layout.HeatColumns : cpus, layout.Items.Length);
        Assert.True(layout.Items.Length < nodes || layout.Items.All(placed => machine.Nodes.Any(node => placed.Item.Cpus.IsSubsetOf(node.Cpus))));
    }

    [Fact]
    public void Where_rows_suffice_each_CPU_has_its_own_in_one_column_or_in_several()
    {
        Assert.Equal((36, 1), Shape(AnyTopology.Of(36), 120, 40));
        Assert.Equal((36, 2), Shape(AnyTopology.Of(36), 120, 25));
        Assert.Equal((96, 3), Shape(AnyTopology.Of(96), 200, 40));
        Assert.Equal((36, 3), Shape(AnyTopology.Of(36), 80, 13));
        Assert.Equal((20, 2), Shape(AnyTopology.Of(20), 80, 13));
    }

    [Fact]
    public void Where_they_do_not_nodes_are_divided_into_caches_caches_into_cores_and_cores_into_CPUs()
    {
        CpuTopology machine = AnyTopology.Of(256, nodes: 2, smt: 2, cachesPerNode: 8);

        Assert.Equal(["node0", "node1"], Labels(machine, width: 30, maxHeight: 3));
        Assert.Equal(
            ["node0 llc0-1", "node0 llc2-3", "node0 llc4-5", "node0 llc6-7", "node1 llc8-9", "node1 llc10-11", "node1 llc12-13", "node1 llc14-15"],
            Labels(machine, width: 50, maxHeight: 9));
        Assert.Equal(
            machine.LastLevelCaches, HeatPlacer.Make(machine, width: 50, maxHeight: 17).Items.Select(placed => placed.Item.Cpus));
        Assert.Equal("0-3,128-131", Labels(machine, width: 50, maxHeight: 33)[0]);
        Assert.Equal(["0", "128", "1", "129"], HeatRows.Make(CoreGroups.WithCaches(AnyTopology.Of(256, nodes: 2, smt: 2), CoreView.Each), 254).Take(4).Select(item => item.Label));
    }

    private static string[] Labels(CpuTopology machine, int width, int maxHeight) =>
        [.. HeatPlacer.Make(machine, width, maxHeight).Items.Select(placed => placed.Item.Label)];

    private static (int Rows, int Columns) Shape(CpuTopology machine, int width, int height)
    {
        CorePanelLayout layout = HeatPlacer.Make(machine, width, height);
        return (layout.Items.Length, layout.HeatColumns);
    }
}
