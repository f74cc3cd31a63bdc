using System.Text;

namespace CoreTop.Cli.Text;

/// <summary>Aligned columns of plain text, each as wide as its widest cell.</summary>
internal sealed class TextTable
{
    private readonly (string Heading, bool IsLeft)[] _columns;
    private readonly List<string[]> _rows = [];

    /// <param name="columns">Headings, and whether the cells begin at the left.</param>
    public TextTable(params IEnumerable<(string Heading, bool IsLeft)> columns)
    {
        _columns = [.. columns];
        Add([.. _columns.Select(column => column.Heading)]);
    }

    /// <summary>Cells that each column takes at least, so that tables printed one after the other are alike; none by default.</summary>
    public IReadOnlyList<int> LeastWidths { get; init; } = [];

    /// <summary>Adds a row with a cell for each column.</summary>
    public void Add(params string[] cells) => _rows.Add([.. cells.Select(PlainText.Clean)]);

    /// <summary>Writes every row as a line; the last column, when left-aligned, gets no blanks after it.</summary>
    /// <param name="text">Is added to.</param>
    /// <param name="width">Where lines are cut; null for nowhere.</param>
    public void AppendTo(StringBuilder text, int? width)
    {
        int[] widths = [.. _columns.Select((_, column) => Math.Max(Least(column), _rows.Max(row => PlainText.Width(row[column]))))];
        var line = new StringBuilder();
        foreach (string[] row in _rows)
        {
            line.Clear();
            for (int column = 0; column < row.Length; column++)
            {
                int blanks = widths[column] - PlainText.Width(row[column]);
                line.Append(' ', column == 0 ? 0 : 1);
                line.Append(' ', _columns[column].IsLeft ? 0 : blanks);
                line.Append(row[column]);
                line.Append(' ', _columns[column].IsLeft && column < row.Length - 1 ? blanks : 0);
            }

            text.Append(PlainText.Cut(line.ToString().TrimEnd(), width)).Append('\n');
        }
    }

    private int Least(int column) => column < LeastWidths.Count ? LeastWidths[column] : 0;
}
