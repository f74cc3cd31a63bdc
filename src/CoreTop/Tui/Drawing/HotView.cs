using System.Drawing;
using Terminal.Gui.ViewBase;

namespace CoreTop.Tui.Drawing;

/// <summary>A view that is redrawn often: draws every one of its cells itself, so nothing is cleared before.</summary>
internal abstract class HotView(Theme theme) : View
{
    /// <summary>Its cells may differ from what is drawn.</summary>
    public bool IsMarked { get; private set; }

    /// <summary>How the view's inks look.</summary>
    protected Theme Theme { get; } = theme;

    /// <summary>Its cells may differ now: they are written with the next frame.</summary>
    public void Mark() => IsMarked = true;

    /// <summary>Writes its cells, outside Terminal.Gui's turn.</summary>
    /// <param name="covers">Where others lie over it, on the screen.</param>
    internal void DrawUnder(ReadOnlySpan<Rectangle> covers)
    {
        IsMarked = false;
        Draw(new Canvas(this, Theme, covers));
    }

    /// <inheritdoc/>
    protected sealed override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected sealed override bool OnDrawingContent(DrawContext? context)
    {
        IsMarked = false;
        Draw(new Canvas(this, Theme));
        return true;
    }

    /// <summary>Writes every cell of the view.</summary>
    protected abstract void Draw(Canvas canvas);
}
