using System.Collections.Immutable;
using CoreTop.Analysis.Planning;

namespace CoreTop.Tui.Panes.Balance;

/// <summary>Loads before and after as two strips of cells, one over the other; where CPUs are many, a cell is the busiest of some.</summary>
/// <param name="Cells">The cells in order.</param>
/// <param name="PerRow">Cells in a row.</param>
/// <param name="CpusPerCell">CPUs that a cell stands for; the last may stand for fewer.</param>
internal sealed record LoadCells(ImmutableArray<ExpectedLoad> Cells, int PerRow, int CpusPerCell)
{
    /// <summary>Rows that each strip takes.</summary>
    public int Rows => (Cells.Length + PerRow - 1) / PerRow;

    /// <summary>Places the loads.</summary>
    /// <param name="loads">One for each CPU, in rising order.</param>
    /// <param name="perRow">Cells that fit in a row.</param>
    /// <param name="mostRows">The most rows that each strip may take.</param>
    public static LoadCells Place(ImmutableArray<ExpectedLoad> loads, int perRow, int mostRows)
    {
        int room = perRow * mostRows;
        int group = Math.Max(1, (loads.Length + room - 1) / room);
        var cells = ImmutableArray.CreateBuilder<ExpectedLoad>();
        for (int i = 0; i < loads.Length; i += group)
        {
            int end = Math.Min(loads.Length, i + group);
            double before = 0, after = 0;
            for (int j = i; j < end; j++)
            {
                before = Math.Max(before, loads[j].Before);
                after = Math.Max(after, loads[j].After);
            }

            cells.Add(new ExpectedLoad(loads[i].Cpu, before, after));
        }

        return new LoadCells(cells.ToImmutable(), perRow, group);
    }
}
