using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Overlays;

/// <summary>Draws the lines of help, of an explanation and of details, which scroll.</summary>
internal static class ScrolledText
{
    /// <summary>The first line in view, after the screen was told how far the lines scroll.</summary>
    public static int First(MainScreen screen, int lines, int height)
    {
        screen.LastOverlayLine = Math.Max(0, lines - height);
        return Math.Min(screen.OverlayLine, screen.LastOverlayLine);
    }

    /// <summary>Which lines are in view, and of how many: <c>1-20/34</c>.</summary>
    public static string Place(int first, int lines, int height) =>
        $" {Math.Min(lines, first + 1)}-{Math.Min(lines, first + height)}/{lines} ";

    /// <summary>Draws the lines from <paramref name="first"/> on in the rows from <paramref name="top"/> on, and blanks what they leave.</summary>
    public static void Draw(ref Canvas canvas, IReadOnlyList<TextLine> lines, int first, int top, int height)
    {
        int y = top;
        for (int i = first; i < lines.Count && y < top + height; i++, y++)
        {
            canvas.MoveTo(0, y);
            canvas.Put(' ', Ink.Normal);
            canvas.Text(lines[i].Text, lines[i].Ink);
            canvas.BlankRow(Ink.Normal);
        }

        canvas.BlankRowsFrom(y);
    }
}
