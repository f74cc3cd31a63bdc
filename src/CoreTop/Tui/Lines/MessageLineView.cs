using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Lines;

/// <summary>One line for what the last key did or why it did not, and for what cannot be read.</summary>
internal sealed class MessageLineView(Theme theme, MainScreen screen) : HotView(theme)
{
    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (screen.Message is { } message)
        {
            (string sign, Ink ink) = message.Kind switch
            {
                StatusKind.Done => (" ", Ink.Good),
                StatusKind.Refused => (" ! ", Ink.Warning),
                _ => (" ⚠ ", Ink.Error),
            };
            canvas.Text(sign, ink);
            canvas.Left(message.Text, canvas.Width - canvas.X, ink);
        }

        canvas.BlankRow(Ink.Normal);
    }
}
