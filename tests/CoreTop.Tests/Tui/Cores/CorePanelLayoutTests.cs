using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Settings;
using CoreTop.Tui.Cores;

namespace CoreTop.Tests.Tui.Cores;

public sealed class CorePanelLayoutTests
{
    public static TheoryData<int, int, int, int> Machines
    {
        get
        {
            var data = new TheoryData<int, int, int, int>();
            foreach (int cpus in new[] { 1, 2, 4, 8, 20, 36, 72, 96, 128, 256, 512, 1024 })
            {
                foreach ((int nodes, int smt, int caches) in new[] { (1, 1, 1), (2, 1, 1), (8, 1, 1), (1, 2, 1), (2, 2, 4) })
                {
                    if (cpus >= nodes * smt * caches)
                    {
                        data.Add(cpus, nodes, smt, caches);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_cpu_has_a_place_of_its_own_inside_the_width_at_every_size_and_in_every_view(
        int cpus, int nodes, int smt, int caches)
    {
        CpuTopology machine = AnyTopology.Of(cpus, nodes, smt, caches, offline: cpus > 2 ? CpuSet.Of(1) : null);
        foreach ((int width, int height) in new[] { (40, 3), (80, 9), (120, 16), (200, 24), (250, 32) })
        {
            foreach (CoreView view in new[] { CoreView.Each, CoreView.Compact })
            {
                CorePanelLayout layout = CoreLayouts.Make(machine, view, width, height);

                Assert.Equal(machine.Present, CpuSet.Of(layout.Items.SelectMany(placed => placed.Item.Cpus)));
                Assert.Equal(layout.Items.Length, layout.Items.Select(placed => (placed.X, placed.Y)).Distinct().Count());
                Assert.Equal(cpus, layout.Items.Sum(placed => placed.Item.Cpus.Count));
                Assert.True(view == CoreView.Each || layout.Items.Length == cpus);
                Assert.All(layout.Items, placed => Assert.InRange(placed.X + layout.Form.GlyphWidth, 1, width));
                Assert.All(layout.Lines, line => Assert.All(line.Marks, mark => Assert.InRange(mark.X + mark.Text.Length, 1, width)));
                Assert.InRange(layout.Height, 1, height);
                Assert.Equal(layout.Items.Length, layout.Lines.Sum(line => line.Items.Length));
                Assert.All(layout.Items, placed => Assert.Contains(placed, layout.Lines[placed.Y].Items));
            }
        }
    }

    [Theory]
    [InlineData(36, 120, 16, 10, 6)]
    [InlineData(36, 80, 9, 10, 9)]
    [InlineData(72, 120, 16, 10, 12)]
    [InlineData(20, 120, 16, 14, 4)]
    [InlineData(96, 120, 16, 10, 16)]
    [InlineData(128, 120, 16, 5, 16)]
    [InlineData(256, 120, 16, 0, 8)]
    [InlineData(1024, 200, 24, 0, 16)]
    public void Bars_get_narrower_and_then_cells_as_cpus_grow(int cpus, int width, int maxHeight, int bar, int rows)
    {
        CorePanelLayout layout = CoreLayouts.Make(AnyTopology.Of(cpus), CoreView.Each, width, maxHeight);

        Assert.Equal((bar, rows, false), (layout.BarWidth, layout.Height, layout.IsScrolled));
    }

    [Fact]
    public void Numbers_go_down_the_columns_as_in_the_sketch()
    {
        CorePanelLayout layout = CoreLayouts.Make(AnyTopology.Of(36), CoreView.Each, width: 120, maxHeight: 16);

        Assert.Equal([0, 6, 12, 18, 24, 30], layout.Lines[0].Items.Select(placed => placed.Item.First.Number));
        Assert.Equal([5, 11, 17, 23, 29, 35], layout.Lines[5].Items.Select(placed => placed.Item.First.Number));
    }

    [Theory]
    [InlineData(80, 9)]
    [InlineData(120, 16)]
    [InlineData(200, 24)]
    public void Siblings_stay_side_by_side_though_one_of_them_is_offline_elsewhere(int width, int height)
    {
        CpuTopology machine = AnyTopology.Of(36, nodes: 2, smt: 2, offline: CpuSet.Of(3));
        CorePanelLayout layout = CoreLayouts.Make(machine, CoreView.Each, width, height);

        foreach (CpuSet core in machine.Cores.Where(core => core.Count == 2))
        {
            PlacedCoreItem first = layout.Find(core.First!.Value)!.Value, second = layout.Find(core.Last!.Value)!.Value;
            Assert.Equal(first.Y, second.Y);
            Assert.Single(layout.Items, placed => placed.Y == first.Y && placed.X > first.X && placed.X <= second.X);
        }
    }

    [Theory]
    [InlineData(256, 8, 2, 1, 120, 16)]
    [InlineData(256, 2, 2, 8, 120, 16)]
    [InlineData(1024, 8, 2, 8, 120, 16)]
    [InlineData(1024, 8, 2, 8, 200, 24)]
    [InlineData(512, 8, 1, 1, 120, 16)]
    public void Cells_use_most_of_the_width_and_of_a_height_that_is_needed(
        int cpus, int nodes, int smt, int caches, int width, int maxHeight)
    {
        CorePanelLayout layout = CoreLayouts.Make(AnyTopology.Of(cpus, nodes, smt, caches), CoreView.Each, width, maxHeight);

        Assert.True(layout.IsCells);
        Assert.False(layout.IsScrolled);
        Assert.Equal((cpus, 1), (layout.Items.Length, layout.Form.Share));
        int right = layout.Items.Max(placed => placed.X);
        int sums = layout.Lines.Max(line => line.Marks.Where(mark => mark.Sum is not null).Select(mark => mark.X + mark.Width).DefaultIfEmpty().Max());
        Assert.InRange(Math.Max(right, sums), width * 4 / 5, width);
        Assert.Equal(nodes, layout.Lines.Sum(line => line.Marks.Count(mark => mark.Sum is not null)));
    }

    [Fact]
    public void SMT_siblings_stand_one_below_the_other_in_cells()
    {
        CpuTopology machine = AnyTopology.Of(256, nodes: 2, smt: 2, cachesPerNode: 8);
        CorePanelLayout layout = CoreLayouts.Make(machine, CoreView.Each, width: 120, maxHeight: 16);

        Assert.True(layout.Form.IsStacked);
        foreach (CpuSet core in machine.Cores)
        {
            PlacedCoreItem first = layout.Find(core.First!.Value)!.Value, second = layout.Find(core.Last!.Value)!.Value;
            Assert.Equal((first.X, first.Y + 1), (second.X, second.Y));
        }
    }

    [Fact]
    public void Where_1024_CPUs_have_80x24_cores_of_one_cache_share_a_cell_and_every_node_has_its_sum()
    {
        CpuTopology machine = AnyTopology.Of(1024, nodes: 8, smt: 2, cachesPerNode: 8);
        CorePanelLayout layout = CoreLayouts.Make(machine, CoreView.Each, width: 80, maxHeight: 9);

        Assert.False(layout.IsScrolled);
        Assert.All(layout.Items, placed => Assert.Contains(machine.LastLevelCaches, cache => placed.Item.Cpus.IsSubsetOf(cache)));
        Assert.All(layout.Items, placed => Assert.All(placed.Item.Cpus, cpu =>
            Assert.True(machine.Find(cpu)!.Siblings.IsSubsetOf(placed.Item.Cpus))));
        Assert.Equal(8, layout.Lines.Sum(line => line.Marks.Count(mark => mark.Sum is not null)));
    }

    [Fact]
    public void The_cursor_reaches_each_CPU_of_a_shared_cell_and_Space_picks_it_alone()
    {
        CpuTopology machine = AnyTopology.Of(1024, nodes: 8, smt: 2, cachesPerNode: 8);
        CorePanelLayout layout = CoreLayouts.Make(machine, CoreView.Each, width: 80, maxHeight: 9);
        CorePanelState state = new CorePanelState().Move("Home", layout).Move("Right", layout);

        Assert.Equal(1, state.Cursor!.Value.Number);
        Assert.Equal(layout.Find(new CpuId(0)), layout.Find(new CpuId(1)));
        Assert.Equal(CpuSet.Of(1), state.TogglePick(layout, machine.Online).Picked);
        Assert.Equal(0, state.Move("Left", layout).Cursor!.Value.Number);
    }

    [Fact]
    public void Groups_are_caches_where_a_node_has_several_and_all_fit()
    {
        CpuTopology machine = AnyTopology.Of(16, nodes: 2, cachesPerNode: 2);

        Assert.Equal(
            ["node0 llc0", "node0 llc1", "node1 llc2", "node1 llc3"],
            CoreLayouts.Make(machine, CoreView.Each, width: 120, maxHeight: 16).Groups.Select(group => group.Label));
    }

    [Theory]
    [InlineData(80, 18)]
    [InlineData(120, 30)]
    [InlineData(40, 6)]
    public void The_grid_of_the_editor_holds_every_cpu_and_scrolls_where_it_must(int width, int height)
    {
        CpuTopology machine = AnyTopology.Of(1024, nodes: 8);
        CorePanelLayout layout = CoreLayouts.MakeGrid(machine, width, height);
        var state = new CorePanelState();

        Assert.Equal(1024, layout.Items.Select(placed => (placed.X, placed.Y)).Distinct().Count());
        Assert.True(layout.IsScrolled);
        Assert.All(machine.Cpus, place =>
        {
            CorePanelState there = (state with { Cursor = place.Cpu }).Follow(layout, machine);
            Assert.InRange(layout.Find(place.Cpu)!.Value.Y, there.Top, there.Top + layout.LinesInView - 1);
        });
    }
}
