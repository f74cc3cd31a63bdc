using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Lines;

/// <summary>What is shown instead of everything on a terminal too small for it; in as many rows as it takes.</summary>
internal sealed class TooSmallView(Theme theme, int leastWidth, int leastHeight) : HotView(theme)
{
    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        string text = $"Too small: {leastWidth}x{leastHeight} needed, {canvas.Width}x{canvas.Height} here. q quits.";
        foreach (string word in text.Split(' '))
        {
            if (canvas.X > 0 && canvas.X + 1 + word.Length > canvas.Width)
            {
                canvas.BlankRow(Ink.Normal);
                canvas.MoveTo(0, canvas.Y + 1);
            }

            canvas.Text(canvas.X > 0 ? " " : string.Empty, Ink.Warning);
            canvas.Text(word, Ink.Warning);
        }

        canvas.BlankRow(Ink.Normal);
        canvas.BlankRowsFrom(canvas.Y + 1);
    }
}
