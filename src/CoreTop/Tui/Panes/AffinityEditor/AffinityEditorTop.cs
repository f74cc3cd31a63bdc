using CoreTop.Cells;
using CoreTop.Model.Topology;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Panes.AffinityEditor;

/// <summary>What stands over the grid: the targets, from which CPUs to which, and what the grid shows. Long ones take several rows.</summary>
/// <param name="Lines">The rows.</param>
internal sealed record AffinityEditorTop(IReadOnlyList<TextLine> Lines)
{
    private const string Hint = "[x] picked, load, busy tasks that last ran there. Space and digits pick, Enter applies, Esc changes nothing.";
    private const string Ended = "The tasks have ended: nothing is left to change. Esc closes.";
    private const string Arrow = "  →  ";
    private const int LeastWidth = 10;
    private const int MostChangeRows = 4;

    /// <summary>Nothing, while the editor is closed.</summary>
    public static AffinityEditorTop None { get; } = new([]);

    /// <summary>The rows for an edit.</summary>
    /// <param name="edit">What is edited.</param>
    /// <param name="topology">The machine.</param>
    /// <param name="width">The cells there are.</param>
    public static AffinityEditorTop Of(AffinityEdit edit, CpuTopology topology, int width)
    {
        int room = Math.Max(LeastWidth, width - 1);
        string now = edit.Now(topology), then = edit.Then(topology);
        Ink ink = edit.Grid.Picked.IsEmpty ? Ink.Warning : Ink.Strong;
        List<TextLine> lines = [];
        Add(lines, edit.Title, room, Ink.Heading);
        if (Canvas.Columns(now) + Arrow.Length + Canvas.Columns(then) <= room)
        {
            lines.Add(new TextLine($"{now}{Arrow}{then}", ink));
        }
        else
        {
            Add(lines, now, room, Ink.Normal, MostChangeRows);
            Add(lines, $"→ {then}", room, ink, MostChangeRows);
        }

        Add(lines, edit.HasEnded ? Ended : Hint, room, edit.HasEnded ? Ink.Warning : Ink.Faint);
        return new AffinityEditorTop(lines);
    }

    // More rows than that leave too few to the grid: what is picked is seen there too.
    private static void Add(List<TextLine> lines, string text, int width, Ink ink, int most = int.MaxValue)
    {
        List<string> rows = WordWrap.Rows(text, width);
        for (int i = 0; i < Math.Min(rows.Count, most); i++)
        {
            string row = i == most - 1 && rows.Count > most ? $"{rows[i][..^1]}…" : rows[i];
            lines.Add(new TextLine(row, ink));
        }
    }
}
