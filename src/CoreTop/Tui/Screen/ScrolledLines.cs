using CoreTop.Tui.Drawing;
using CoreTop.Tui.Keys;

namespace CoreTop.Tui.Screen;

/// <summary>Lines of text that scroll in a pane.</summary>
internal sealed class ScrolledLines
{
    private int _line;
    private int _last = int.MaxValue;

    /// <summary>The lines.</summary>
    public IReadOnlyList<TextLine> Lines { get; private set; } = [];

    /// <summary>How many are in view.</summary>
    public int Height { get; private set; }

    /// <summary>The first line in view.</summary>
    public int First => Math.Min(_line, _last);

    /// <summary>Which lines are in view, and of how many: <c>1-20/34</c>.</summary>
    public string Place => $" {Math.Min(Lines.Count, First + 1)}-{Math.Min(Lines.Count, First + Height)}/{Lines.Count} ";

    /// <summary>These are the lines now, and so many are in view.</summary>
    public void Fit(IReadOnlyList<TextLine> lines, int height) => (Lines, Height, _last) = (lines, height, Math.Max(0, lines.Count - height));

    /// <summary>Begins with that line; how far there are lines shows when they are fitted.</summary>
    public void Start(int line) => (_line, _last) = (line, int.MaxValue);

    /// <summary>Begins with the first line.</summary>
    public void ToTop() => _line = 0;

    /// <summary>Scrolls as the key says; k and j as Up and Down, Space as PgDn.</summary>
    public void Move(string keyName)
    {
        string moves = keyName switch
        {
            "k" => "Up",
            "j" => "Down",
            "Space" => "PgDn",
            _ => keyName,
        };
        _line = Math.Clamp(LineKeys.Move(moves, _line), 0, _last);
    }

    /// <summary>Draws the lines in view from row <paramref name="top"/> on, and blanks what they leave.</summary>
    public void Draw(ref Canvas canvas, int top)
    {
        int y = top;
        for (int i = First; i < Lines.Count && y < top + Height; i++, y++)
        {
            canvas.MoveTo(0, y);
            canvas.Put(' ', Ink.Normal);
            canvas.Text(Lines[i].Text, Lines[i].Ink);
            canvas.BlankRow(Ink.Normal);
        }

        canvas.BlankRowsFrom(y);
    }
}
