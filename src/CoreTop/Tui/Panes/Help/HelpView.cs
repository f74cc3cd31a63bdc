using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Help;

/// <summary>Draws the help screen.</summary>
internal sealed class HelpView(Theme theme, ScrolledLines lines) : HotView(theme)
{
    /// <summary>Rows under the lines.</summary>
    public const int BottomRows = 1;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        lines.Draw(ref canvas, top: 0);
        canvas.MoveTo(0, lines.Height);
        bool hasMore = lines.First + lines.Height < lines.Lines.Count;
        canvas.Text(hasMore ? " PgDn: next page   /: search   Esc: back" : " /: search   Esc: back", Ink.Heading);
        canvas.BlankRow(Ink.Heading);
    }
}
