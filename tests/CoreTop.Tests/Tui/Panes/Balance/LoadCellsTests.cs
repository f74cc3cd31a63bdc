using System.Collections.Immutable;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Cpus;
using CoreTop.Tui.Panes.Balance;

namespace CoreTop.Tests.Tui.Panes.Balance;

public sealed class LoadCellsTests
{
    [Fact]
    public void Every_CPU_has_a_cell_while_they_fit()
    {
        var cells = LoadCells.Place(Loads(128), perRow: 73, mostRows: 2);

        Assert.Equal((128, 1, 2), (cells.Cells.Length, cells.CpusPerCell, cells.Rows));
    }

    [Fact]
    public void Where_they_do_not_a_cell_is_the_busiest_of_neighbours_and_none_is_left_out()
    {
        var cells = LoadCells.Place(Loads(1024), perRow: 73, mostRows: 2);

        Assert.Equal((8, 128, 2), (cells.CpusPerCell, cells.Cells.Length, cells.Rows));
        Assert.Equal(new CpuId(8), cells.Cells[1].Cpu);
        Assert.Equal(1, cells.Cells[1].Before);
    }

    private static ImmutableArray<ExpectedLoad> Loads(int cpus) =>
        [.. Enumerable.Range(0, cpus).Select(cpu => new ExpectedLoad(new CpuId(cpu), cpu % 2, 1))];
}
