using CoreTop.Cells;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Lines;

/// <summary>What is shown instead of everything on a terminal too small for it; in as many rows as it takes.</summary>
internal sealed class TooSmallView(Theme theme, int leastWidth, int leastHeight) : HotView(theme)
{
    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        string text = $"Too small: {leastWidth}x{leastHeight} needed, {canvas.Width}x{canvas.Height} here. q quits.";
        int y = 0;
        foreach (string line in WordWrap.Lines(text, canvas.Width))
        {
            canvas.MoveTo(0, y++);
            canvas.Text(line, Ink.Warning);
            canvas.BlankRow(Ink.Normal);
        }

        canvas.BlankRowsFrom(y);
    }
}
