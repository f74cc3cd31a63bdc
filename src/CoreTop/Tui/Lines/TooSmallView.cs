using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Lines;

/// <summary>What is shown instead of everything on a terminal too small for it.</summary>
internal sealed class TooSmallView(Theme theme, int leastWidth, int leastHeight) : HotView(theme)
{
    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        canvas.Text($"Too small: {leastWidth}x{leastHeight} needed, {canvas.Width}x{canvas.Height} here. q quits.", Ink.Warning);
        canvas.BlankRow(Ink.Normal);
        canvas.BlankRowsFrom(1);
    }
}
