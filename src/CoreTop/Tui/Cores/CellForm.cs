namespace CoreTop.Tui.Cores;

/// <summary>How cells are arranged.</summary>
/// <param name="Stride">Columns from one cell to the next: 3 for two of a CPU and a blank, 2 for one and a blank, 1 for one.</param>
/// <param name="Share">CPUs that share a cell at most.</param>
/// <param name="IsStacked">SMT siblings stand one below the other; else side by side.</param>
/// <param name="HasPairs">A blank stands between cores whose siblings stand side by side.</param>
/// <param name="HasHeaders">Each node has a row with its label and its sum, and nodes may stand side by side; else both are in its first row.</param>
/// <param name="MarksEach">The number of its first CPU stands before each cache, and not only before each row.</param>
internal readonly record struct CellForm(
    int Stride, int Share = 1, bool IsStacked = false, bool HasPairs = false, bool HasHeaders = false, bool MarksEach = false)
{
    /// <summary>Cells without a blank between them: they can be counted by eye.</summary>
    private const int Chunk = 16;

    /// <summary>Columns that draw a CPU.</summary>
    public int GlyphWidth => Math.Max(1, Stride - 1);

    /// <summary>Where a cell begins, from the first of its row.</summary>
    public int Offset(int index, int siblings) =>
        (index * Stride) + (index / Chunk) + (HasPairs ? index / siblings : 0);

    /// <summary>Columns of so many cells.</summary>
    public int Width(int cells, int siblings) => Offset(cells - 1, siblings) + GlyphWidth;
}
