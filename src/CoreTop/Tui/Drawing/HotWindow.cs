using System.Drawing;
using System.Runtime.InteropServices;
using Terminal.Gui.App;
using Terminal.Gui.Views;

namespace CoreTop.Tui.Drawing;

/// <summary>
/// A window of hot views, which are all that is drawn in it. While they keep their places it draws the marked ones itself, without
/// Terminal.Gui's way through all views, which allocates 85 kB a frame.
/// </summary>
internal abstract class HotWindow : Window
{
    private readonly List<HotView> _views = [];
    private readonly List<Rectangle> _covers = [];

    /// <summary>Draws what changed into the screen's cells.</summary>
    /// <param name="application">Draws where a view has moved, come or gone, or the whole screen must be drawn.</param>
    /// <returns>Cells were written that nobody has sent; what Terminal.Gui draws it sends.</returns>
    public bool Draw(IApplication application)
    {
        if (!application.ClearScreenNextIteration && !NeedsTerminalGui())
        {
            return DrawMarked();
        }

        foreach (HotView view in _views)
        {
            if (view.IsMarked)
            {
                view.SetNeedsDraw();
            }
        }

        application.LayoutAndDraw();
        return false;
    }

    /// <summary>Every cell may look different now: all are compared with the next frame.</summary>
    public void Repaint()
    {
        foreach (HotView view in _views)
        {
            view.Mark();
        }
    }

    /// <summary>Puts a view over those that are there.</summary>
    protected void Add(HotView view)
    {
        _views.Add(view);
        base.Add(view);
    }

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    private bool NeedsTerminalGui()
    {
        if (NeedsDraw || NeedsLayout)
        {
            return true;
        }

        foreach (HotView view in _views)
        {
            if (view.NeedsDraw || view.NeedsLayout)
            {
                return true;
            }
        }

        return false;
    }

    private bool DrawMarked()
    {
        bool isAnyDrawn = false;
        for (int i = 0; i < _views.Count; i++)
        {
            if (_views[i] is { IsMarked: true, Visible: true } view)
            {
                FindCovers(view.Frame, i + 1);
                view.DrawUnder(CollectionsMarshal.AsSpan(_covers));
                isAnyDrawn = true;
            }
        }

        return isAnyDrawn;
    }

    // The window has no border and begins at the screen's corner, so that frames in it are places on the screen.
    private void FindCovers(Rectangle area, int first)
    {
        _covers.Clear();
        for (int i = first; i < _views.Count; i++)
        {
            if (_views[i].Visible && _views[i].Frame.IntersectsWith(area))
            {
                _covers.Add(_views[i].Frame);
            }
        }
    }
}
