using Terminal.Gui.ViewBase;

namespace CoreTop.Tui.Drawing;

/// <summary>A view that is redrawn often: draws every one of its cells itself, so nothing is cleared before.</summary>
internal abstract class HotView(Theme theme) : View
{
    /// <summary>How the view's inks look.</summary>
    protected Theme Theme { get; } = theme;

    /// <inheritdoc/>
    protected sealed override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected sealed override bool OnDrawingContent(DrawContext? context)
    {
        Draw(new Canvas(this, Theme));
        return true;
    }

    /// <summary>Writes every cell of the view.</summary>
    protected abstract void Draw(Canvas canvas);
}
