using System.Globalization;
using CoreTop.Listing.Jobs;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Listing.Jobs;

public sealed class CpuColumnsTests
{
    /// <summary>CPUs, nodes, siblings, caches a node, and room.</summary>
    public static TheoryData<int, int, int, int, int> Machines { get; } = new(
        from machine in new[] { (1, 1, 1, 1), (2, 1, 1, 1), (36, 1, 1, 1), (64, 2, 2, 1), (96, 2, 2, 4), (256, 2, 2, 8), (512, 8, 1, 1), (1024, 8, 2, 8) }
        from room in new[] { 1, 20, 54, 94, 174 }
        select (machine.Item1, machine.Item2, machine.Item3, machine.Item4, room));

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_cpu_has_one_column_and_all_fit_in_the_room(int cpus, int nodes, int smt, int caches, int room)
    {
        CpuTopology topology = AnyTopology.Of(cpus, nodes, smt, caches);
        var columns = CpuColumns.Fit(topology, room);

        Assert.InRange(columns.Width, 1, room);
        Assert.Equal(cpus, columns.Columns.Sum(column => column.Cpus.Count));
        Assert.Equal(topology.Online, columns.Columns.Aggregate(CpuSet.Empty, (all, column) => all.Union(column.Cpus)));
        Assert.All(columns.Columns, column => Assert.InRange(column.Cpus.Count, 1, columns.CpusPerCell));
        int[] places = [.. columns.Columns.Select(column => column.X), .. columns.Dividers.Select(divider => divider.X)];
        Assert.Equal(places.Length, places.Distinct().Count());
        Assert.All(places, x => Assert.InRange(x, 0, columns.Width - 1));
    }

    [Theory]
    [InlineData(8, 1, 1, 1, 80, "01234567")]
    [InlineData(8, 2, 1, 1, 80, "0123|4567")]
    [InlineData(8, 2, 1, 2, 80, "01:23|45:67")]
    [InlineData(8, 1, 2, 1, 80, "04 15 26 37")]
    [InlineData(8, 1, 2, 1, 9, "04152637")]
    [InlineData(8, 2, 1, 2, 9, "0123|4567")]
    [InlineData(8, 2, 1, 1, 8, "02|46")]
    [InlineData(8, 2, 2, 1, 6, "01|23")]
    [InlineData(8, 2, 1, 1, 2, "04")]
    [InlineData(8, 1, 1, 1, 1, "0")]
    public void What_does_not_fit_loses_gaps_then_lines_and_then_shares_cells(int cpus, int nodes, int smt, int caches, int room, string expected) =>
        Assert.Equal(expected, Picture(CpuColumns.Fit(AnyTopology.Of(cpus, nodes, smt, caches), room)));

    [Fact]
    public void Cpus_of_one_core_never_stand_in_two_cells_that_hold_several()
    {
        CpuTopology topology = AnyTopology.Of(256, nodes: 2, smt: 2, cachesPerNode: 8);
        var columns = CpuColumns.Fit(topology, 60);

        Assert.True(columns.CpusPerCell > 1);
        Assert.All(topology.Cores, core => Assert.Single(columns.Columns, column => core.Overlaps(column.Cpus)));
    }

    [Fact]
    public void A_picture_that_scrolls_has_a_cell_for_each_cpu()
    {
        var columns = CpuColumns.Whole(AnyTopology.Of(1024, nodes: 8, smt: 2, cachesPerNode: 8));

        Assert.Equal((1, 1024), (columns.CpusPerCell, columns.Columns.Length));
        Assert.Equal(4, columns.Digits);
    }

    [Fact]
    public void Areas_are_named_as_far_as_there_is_room()
    {
        CpuTopology topology = AnyTopology.Of(64, nodes: 2, cachesPerNode: 2);

        Assert.Equal(["node0 llc0", "llc1", "node1 llc2", "llc3"], CpuColumns.Fit(topology, 80).Labels.Select(label => label.Text));
        Assert.Equal(["llc0", "llc1", "llc2", "llc3"], CpuColumns.Fit(topology, 20).Labels.Select(label => label.Text));
        Assert.Equal(["node0", "node1"], CpuColumns.Fit(topology, 11).Labels.Select(label => label.Text));
        Assert.Equal(
            ["0", "1", "2", "3", "4", "5", "6", "7"], CpuColumns.Fit(AnyTopology.Of(64, cachesPerNode: 8), 31).Labels.Select(label => label.Text));
        Assert.Equal(["node0", "node1"], CpuColumns.Fit(AnyTopology.Of(64, nodes: 2), 20).Labels.Select(label => label.Text));
        Assert.Equal(["0", "1"], CpuColumns.Fit(topology, 5).Labels.Select(label => label.Text));
        Assert.Empty(CpuColumns.Fit(AnyTopology.Of(8), 80).Labels);
    }

    [Fact]
    public void Cpus_that_are_offline_have_no_column() =>
        Assert.Equal("0 2", Picture(CpuColumns.Fit(AnyTopology.Of(4, offline: CpuSet.Of(1, 3)), 80)).Replace("02", "0 2", StringComparison.Ordinal));

    // The last digit of each column's first CPU.
    private static string Picture(CpuColumns columns)
    {
        char[] cells = [.. Enumerable.Repeat(' ', columns.Width)];
        foreach (CpuColumn column in columns.Columns)
        {
            cells[column.X] = column.First.Number.ToString(CultureInfo.InvariantCulture)[^1];
        }

        foreach (CpuDivider divider in columns.Dividers)
        {
            cells[divider.X] = divider.IsBetweenNodes ? '|' : ':';
        }

        return new string(cells);
    }
}
