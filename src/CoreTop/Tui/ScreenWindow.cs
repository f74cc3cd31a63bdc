using System.Drawing;
using CoreTop.Settings;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Lines;
using CoreTop.Tui.Screen;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;

namespace CoreTop.Tui;

/// <summary>The screen's window: places the panes, passes keys on, redraws what changed.</summary>
internal sealed class ScreenWindow : HotWindow
{
    private const int LeastMessageRows = 1;
    private const int HeadingRows = 1;
    private const int KeyBarRows = 1;
    private const int LeastListRows = 10;
    private const int LeastCoreRows = 3;
    private const int LeastWidth = 40;
    private const int LeastHeight = 12;

    private readonly PaneScreen _screen;
    private readonly ScreenContext _context;
    private readonly IPane _cores;
    private readonly HeaderView _header;
    private readonly MessageLineView _message;
    private readonly KeyBarView _keyBar;
    private readonly TooSmallView _tooSmall;

    public ScreenWindow(PaneScreen screen, Theme theme)
    {
        _screen = screen;
        _context = screen.Context;
        _cores = screen.Panes.First(pane => pane.Area == PaneArea.Cores);
        BorderStyle = LineStyle.None;
        CanFocus = true;
        _header = new HeaderView(theme, _context);
        _message = new MessageLineView(theme, _context);
        _keyBar = new KeyBarView(theme, screen);
        _tooSmall = new TooSmallView(theme, LeastWidth, LeastHeight);
        Add(_header);
        Add(_message);
        Add(_keyBar);
        foreach (HotView view in screen.Panes.OrderBy(pane => pane.Area).Select(pane => pane.View).OfType<HotView>())
        {
            Add(view);
        }

        Add(_tooSmall);
        _context.Changed += Refresh;
        FrameChanged += (_, _) => Refresh();
    }

    /// <summary>Where questions and their answers stand.</summary>
    internal Rectangle MessageArea => _message.Frame;

    /// <inheritdoc/>
    protected override bool OnKeyDown(Key key)
    {
        if (KeyName.Of(key) is { } name)
        {
            string? typed = name == "Space" ? " " : name.EnumerateRunes().Count() == 1 ? name : null;
            _screen.Press(name, typed);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _context.Changed -= Refresh;
        base.Dispose(disposing);
    }

    // Only views whose cells may differ are marked; the canvas then writes only cells that do differ.
    private void Refresh()
    {
        Size size = Frame.Size;
        _context.Look.FitHeader(size, _context.Readings.Snapshot?.Meters?.Now);
        bool isTooSmall = size.Width < LeastWidth || size.Height < LeastHeight;
        IPane? cover = _context.Panes.Cover;
        bool hasPanels = !isTooSmall && cover is null;
        int messageRows = Math.Min(_message.RowsFor(size.Width), Math.Max(LeastMessageRows, size.Height / 4));

        // Over what covers the panels a message takes no rows of theirs.
        int rowsOverList = cover is null ? messageRows : LeastMessageRows;
        int headerRows = HeaderRows(size.Height, rowsOverList);
        var cores = new Rectangle(0, headerRows, size.Width, 0);
        if (!isTooSmall)
        {
            cores.Height = _cores.Fit(new Size(size.Width, MostCoreRows(size.Height, headerRows + rowsOverList, _context.Look.CoreView))).Height;
        }

        int listTop = cores.Bottom + messageRows;
        var list = new Rectangle(0, listTop, size.Width, size.Height - listTop - KeyBarRows);
        int barRows = cover?.Area == PaneArea.Whole ? 0 : KeyBarRows;
        bool hasMessage = cover is not null && !isTooSmall
            && (cover.Area == PaneArea.UnderHeader || _context.Message is not null || _context.Panes.Find<PromptPane>() is not null);
        int rowsUnderCover = barRows + (hasMessage ? messageRows : 0);
        Place(_tooSmall, isTooSmall, new Rectangle(Point.Empty, size));
        Place(_header, hasPanels || (cover?.Area == PaneArea.UnderHeader && !isTooSmall), new Rectangle(0, 0, size.Width, headerRows));
        int messageTop = hasPanels ? cores.Bottom : size.Height - barRows - messageRows;
        Place(_message, hasPanels || hasMessage, new Rectangle(0, messageTop, size.Width, messageRows));
        Place(_keyBar, !isTooSmall && barRows > 0, new Rectangle(0, size.Height - KeyBarRows, size.Width, KeyBarRows));
        foreach (IPane pane in _screen.Panes)
        {
            Place(pane, pane.Area switch
            {
                PaneArea.Cores => (hasPanels && cores.Height > 0, cores),
                PaneArea.List => (hasPanels, list),
                PaneArea.Corner => (hasPanels && _context.Panes.Has(pane), list),
                PaneArea.UnderHeader => (pane == cover && !isTooSmall, Under(headerRows, rowsUnderCover)),
                _ => (pane == cover && !isTooSmall, Under(0, rowsUnderCover)),
            });
        }

        Rectangle Under(int top, int bottom) => new(0, top, size.Width, size.Height - top - bottom);
    }

    // Of meters, as many rows as leave the core panel its least, and some tasks in view.
    private int HeaderRows(int height, int messageRows) => Math.Clamp(
        height - LeastCoreRows - messageRows - HeadingRows - KeyBarRows - LeastListRows,
        Math.Min(_context.Look.Header.FixedRows, _context.Look.Header.Rows),
        _context.Look.Header.Rows);

    // The panel may take two fifths of the screen, as a picture two thirds, and leaves ten tasks in view where the screen is not too low for
    // that: a long message or question takes its rows from the panel before it takes them from those ten.
    private static int MostCoreRows(int height, int otherRows, CoreView view) => Math.Min(
        view == CoreView.Heat ? height * 2 / 3 : height * 2 / 5,
        Math.Max(LeastCoreRows, height - otherRows - HeadingRows - KeyBarRows - LeastListRows));

    // The list is fitted out of view too: what is read of the machine depends on which rows would be in view.
    private static void Place(IPane pane, (bool IsShown, Rectangle Area) place)
    {
        if (place.IsShown || pane.Area == PaneArea.List)
        {
            Size fitted = pane.Area == PaneArea.Cores ? place.Area.Size : pane.Fit(place.Area.Size);
            Place(pane.View!, place.IsShown, place.Area with { Width = fitted.Width, Height = fitted.Height });
        }
        else
        {
            Place(pane.View!, isShown: false, place.Area);
        }
    }

    private static void Place(HotView view, bool isShown, Rectangle area)
    {
        if (view.Visible != isShown)
        {
            view.Visible = isShown;
        }

        if (isShown && view.Frame != area)
        {
            view.Frame = area;
        }

        if (isShown)
        {
            view.Mark();
        }
    }
}
