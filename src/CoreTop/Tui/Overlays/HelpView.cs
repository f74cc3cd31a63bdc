using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Overlays;

/// <summary>The help screen, over everything else; scrolls.</summary>
internal sealed class HelpView(Theme theme, MainScreen screen) : HotView(theme)
{
    private IReadOnlyList<HelpLine> _lines = [];
    private int _width = -1;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (_width != canvas.Width)
        {
            _width = canvas.Width;
            _lines = HelpText.Lines(_width - 2);
        }

        int height = canvas.Height - 1;
        screen.LastOverlayLine = Math.Max(0, _lines.Count - height);
        int first = Math.Min(screen.OverlayLine, screen.LastOverlayLine);
        int y = 0;
        for (; y < height && first + y < _lines.Count; y++)
        {
            HelpLine line = _lines[first + y];
            canvas.MoveTo(0, y);
            canvas.Put(' ', Ink.Normal);
            canvas.Text(line.Text, line.Ink);
            canvas.BlankRow(Ink.Normal);
        }

        canvas.BlankRowsFrom(y);
        canvas.MoveTo(0, height);
        bool hasMore = first + height < _lines.Count;
        canvas.Text(hasMore ? " Down PgDn: more   Esc: back" : " Esc: back", Ink.Heading);
        canvas.BlankRow(Ink.Heading);
    }
}
