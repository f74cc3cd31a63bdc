using System.Collections.Immutable;
using CoreTop.Cells;
using CoreTop.Settings;
using CoreTop.Tui.Drawing;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Panes.Setup;

/// <summary>The setup screen, under the header, so that what is changed there is seen at once.</summary>
/// <param name="theme">The colours.</param>
/// <param name="state">Where the user is; null while it is not open.</param>
/// <param name="settings">How the screen is now.</param>
/// <param name="point">Puts the cursor on a line of a list and, when asked to, does the same as Enter.</param>
internal sealed class SetupView(
    Theme theme, Func<SetupState?> state, Func<ScreenSettings> settings, Action<int, int, bool> point) : HotView(theme)
{
    private const int SectionsWidth = 12;
    private const int TitleRows = 1;
    private const int LeastListRows = 4;
    private const int LeastWidth = 10;
    private const string NothingHere = "Nothing here: Right goes to what is available, Enter adds it.";

    private ImmutableArray<SetupList> _lists = [];
    private int _width;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (state() is not { } setup)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        ScreenSettings now = settings();
        _lists = SetupLists.Of(setup.Section, now);
        _width = canvas.Width;
        int bottomRows = BottomRows(_lists[setup.List], canvas.Width, canvas.Height);
        int room = Math.Max(1, canvas.Height - TitleRows - bottomRows);
        for (int y = 0; y < TitleRows + room; y++)
        {
            canvas.MoveTo(0, y);
            for (int list = 0; list < _lists.Length; list++)
            {
                int width = Start(list + 1) - Start(list);
                if (y == 0)
                {
                    canvas.Left($" {_lists[list].Title}", width, list == setup.List ? Ink.HeadingSorted : Ink.Heading);
                }
                else
                {
                    DrawLine(ref canvas, setup, list, y - TitleRows + First(setup, list, room), width);
                }
            }
        }

        int row = TitleRows + room;
        foreach (string line in WordWrap.Rows(setup.Selected(now)?.Help ?? NothingHere, TextWidth(canvas.Width)).Take(bottomRows))
        {
            canvas.MoveTo(0, row++);
            canvas.Left($" {line}", canvas.Width, Ink.Normal);
        }

        canvas.BlankRowsFrom(row);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (state() is not { } setup || mouse.Position is not { } position)
        {
            return false;
        }

        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            point(setup.List, setup.Line + (mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 1 : -1), false);
        }
        else if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && position.Y >= TitleRows && setup.List < _lists.Length)
        {
            int room = Math.Max(1, Viewport.Height - TitleRows - BottomRows(_lists[setup.List], Viewport.Width, Viewport.Height));
            int list = Enumerable.Range(0, _lists.Length).LastOrDefault(each => Start(each) <= position.X);
            int line = position.Y - TitleRows + First(setup, list, room);
            if (list < _lists.Length && position.Y < TitleRows + room && line < _lists[list].Lines.Length)
            {
                point(list, line, list == setup.List && line == setup.Line);
            }
        }

        return true;
    }

    // As many as the longest sentence of the list takes, so that its lines stay where they are while the cursor moves.
    private static int BottomRows(SetupList list, int width, int height)
    {
        int room = TextWidth(width), rows = 1;
        foreach (string help in list.Lines.Select(line => line.Help).Append(NothingHere))
        {
            rows = Canvas.Columns(help) <= rows * room / 2 ? rows : Math.Max(rows, WordWrap.Rows(help, room).Count);
        }

        return Math.Clamp(height - TitleRows - LeastListRows, 1, rows);
    }

    private static int TextWidth(int width) => Math.Max(LeastWidth, width - 1);

    private void DrawLine(ref Canvas canvas, SetupState setup, int list, int line, int width)
    {
        ImmutableArray<SetupLine> lines = _lists[list].Lines;
        bool isUnderCursor = list == setup.List && line == setup.Line;
        bool isOpenSection = list == SetupLists.Sections && line == (int)setup.Section;
        Ink ink = line >= lines.Length ? Ink.Normal
            : isUnderCursor ? Ink.Cursor
            : isOpenSection ? Ink.CursorAway
            : Ink.Normal;
        string text = line < lines.Length ? $" {lines[line].Text}" : string.Empty;
        if (line == 0 && lines.IsEmpty)
        {
            (text, ink) = (" none", isUnderCursor ? Ink.Cursor : Ink.Faint);
        }

        canvas.Left(text, width - 1, ink);
        canvas.Put(' ', Ink.Normal);
    }

    private static int First(SetupState setup, int list, int room) =>
        list == setup.List ? Math.Max(0, setup.Line - room + 1) : 0;

    private int Start(int list) =>
        list == 0 ? 0 : SectionsWidth + ((_width - SectionsWidth) * (list - 1) / Math.Max(1, _lists.Length - 1));
}
