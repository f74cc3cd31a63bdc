using System.Drawing;
using CoreTop.Tui.Affinity;
using CoreTop.Tui.Balance;
using CoreTop.Tui.Cores;
using CoreTop.Tui.Details;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Explain;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Lines;
using CoreTop.Tui.Overlays;
using CoreTop.Tui.Processes;
using CoreTop.Tui.Setup;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace CoreTop.Tui;

/// <summary>The main screen's window: places the panels, passes keys on, redraws what changed.</summary>
internal sealed class MainWindow : Window
{
    private const int MessageRows = 1;
    private const int HeadingRows = 1;
    private const int KeyBarRows = 1;
    private const int LeastListRows = 10;
    private const int LeastCoreRows = 3;
    private const int LeastWidth = 40;
    private const int LeastHeight = 12;

    private readonly MainScreen _screen;
    private readonly HeaderView _header;
    private readonly CorePanelView _cores;
    private readonly MessageLineView _message;
    private readonly ProcessListView _list;
    private readonly KeyBarView _keyBar;
    private readonly HelpView _help;
    private readonly PickMenuView _menu;
    private readonly AffinityEditorView _editor;
    private readonly BalanceView _balance;
    private readonly ExplainView _explain;
    private readonly DetailsView _details;
    private readonly SetupView _setup;
    private readonly TooSmallView _tooSmall;

    public MainWindow(MainScreen screen, Theme theme)
    {
        _screen = screen;
        BorderStyle = LineStyle.None;
        CanFocus = true;
        _header = new HeaderView(theme, screen);
        _cores = new CorePanelView(theme, screen);
        _message = new MessageLineView(theme, screen);
        _list = new ProcessListView(theme, screen);
        _keyBar = new KeyBarView(theme, screen);
        _help = new HelpView(theme, screen);
        _menu = new PickMenuView(theme, screen);
        _editor = new AffinityEditorView(theme, screen);
        _balance = new BalanceView(theme, screen);
        _explain = new ExplainView(theme, screen);
        _details = new DetailsView(theme, screen);
        _setup = new SetupView(theme, screen);
        _tooSmall = new TooSmallView(theme, LeastWidth, LeastHeight);
        Add(_header, _cores, _message, _list, _keyBar, _help, _menu, _editor, _balance, _explain, _details, _setup, _tooSmall);
        screen.Changed += Refresh;
        FrameChanged += (_, _) => Refresh();
    }

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

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
        _screen.Changed -= Refresh;
        base.Dispose(disposing);
    }

    // Only views whose cells may differ are marked; the canvas then writes only cells that do differ.
    private void Refresh()
    {
        Size size = Frame.Size;
        bool isTooSmall = size.Width < LeastWidth || size.Height < LeastHeight;
        int headerRows = HeaderRows(size.Height);
        int coreRows = isTooSmall ? 0 : _screen.LayOutCores(size.Width, MostCoreRows(size.Height, headerRows));
        int top = headerRows + coreRows;
        int listTop = top + MessageRows;
        int listHeight = size.Height - listTop - KeyBarRows;
        Place(_tooSmall, isTooSmall, new Rectangle(Point.Empty, size));
        bool hasEditor = _screen.Overlay == Overlay.AffinityEditor && !isTooSmall;
        bool hasBalance = _screen.Overlay == Overlay.Balance && !isTooSmall;
        bool hasExplain = _screen.Overlay == Overlay.Explain && !isTooSmall;
        bool hasDetails = _screen.Overlay == Overlay.Details && !isTooSmall;
        bool hasSetup = _screen.Overlay == Overlay.Setup && !isTooSmall;
        bool hasHelp = _screen.Overlay == Overlay.Help && !isTooSmall;
        bool hasPanels = !isTooSmall && !hasHelp && !hasEditor && !hasBalance && !hasExplain && !hasDetails
            && !hasSetup;
        Place(_header, hasPanels || hasEditor || hasSetup, new Rectangle(0, 0, size.Width, headerRows));
        Place(_cores, hasPanels && coreRows > 0, new Rectangle(0, headerRows, size.Width, coreRows));
        bool isCovered = hasBalance || hasExplain || hasDetails;
        bool hasMessage = isCovered && _screen.ShownMessage is not null;
        int coverHeight = size.Height - KeyBarRows - (hasMessage ? MessageRows : 0);
        Place(_message, hasPanels || hasMessage, new Rectangle(0, hasPanels ? top : coverHeight, size.Width, MessageRows));
        Place(_list, hasPanels, new Rectangle(0, listTop, size.Width, listHeight));
        Place(_keyBar, !isTooSmall && !hasHelp, new Rectangle(0, size.Height - KeyBarRows, size.Width, KeyBarRows));
        Place(_help, hasHelp, new Rectangle(Point.Empty, size));
        Place(_balance, hasBalance, new Rectangle(0, 0, size.Width, coverHeight));
        Place(_explain, hasExplain, new Rectangle(0, 0, size.Width, coverHeight));
        Place(_setup, hasSetup, new Rectangle(0, headerRows, size.Width, size.Height - headerRows - KeyBarRows));
        Place(_details, hasDetails, new Rectangle(0, 0, size.Width, coverHeight));
        Place(
            _menu,
            hasPanels && _screen.Menu is not null,
            _screen.Menu is { } menu
                ? new Rectangle(
                    0, listTop, Math.Min(size.Width, PickMenuView.WidthOf(menu)), Math.Min(listHeight, PickMenuView.HeightOf(menu)))
                : Rectangle.Empty);
        int editorHeight = size.Height - headerRows - KeyBarRows;
        _screen.LayOutEditor(size.Width, editorHeight - AffinityEditorView.TopRows);
        Place(_editor, hasEditor, new Rectangle(0, headerRows, size.Width, editorHeight));
        _screen.SetListHeight(listHeight - _list.HeadingRowsAt(size.Width));
    }

    // Of meters, as many rows as leave the core panel its least, and some tasks in view.
    private int HeaderRows(int height) => Math.Clamp(
        height - LeastCoreRows - MessageRows - HeadingRows - KeyBarRows - LeastListRows,
        Math.Min(_screen.Header.FixedRows, _screen.Header.Rows),
        _screen.Header.Rows);

    // The panel may take two fifths of the screen, and leaves ten tasks in view where the screen is not too low for that.
    private static int MostCoreRows(int height, int headerRows) => Math.Min(
        height * 2 / 5,
        Math.Max(LeastCoreRows, height - headerRows - MessageRows - HeadingRows - KeyBarRows - LeastListRows));

    private static void Place(View view, bool isShown, Rectangle area)
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
            view.SetNeedsDraw();
        }
    }
}
