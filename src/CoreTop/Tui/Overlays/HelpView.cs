using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Overlays;

/// <summary>The help screen, over everything else; scrolls.</summary>
internal sealed class HelpView(Theme theme, MainScreen screen) : HotView(theme)
{
    private IReadOnlyList<TextLine> _lines = [];
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
        int first = ScrolledText.First(screen, _lines.Count, height);
        ScrolledText.Draw(ref canvas, _lines, first, top: 0, height);
        canvas.MoveTo(0, height);
        bool hasMore = first + height < _lines.Count;
        canvas.Text(hasMore ? " Down PgDn: more   Esc: back" : " Esc: back", Ink.Heading);
        canvas.BlankRow(Ink.Heading);
    }
}
