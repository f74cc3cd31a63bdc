using CoreTop.Cells;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Panes.Menu;

/// <summary>Draws the <see cref="PickMenu"/> that is open.</summary>
/// <param name="theme">The colours.</param>
/// <param name="open">The menu that is open; null for none.</param>
/// <param name="moveTo">Moves the cursor to a line, or the nearest there is.</param>
/// <param name="accept">Does what the line under the cursor says.</param>
internal sealed class MenuView(Theme theme, Func<PickMenu?> open, Action<int> moveTo, Action accept) : HotView(theme)
{
    private const int LeastWidth = 18;
    private const int TitleRows = 1, EdgeRows = 1, EdgeCells = 2;
    private const int LeastText = 2;
    private const string Indent = "  ";
    private int _first;

    /// <summary>Cells the menu takes at most: its longest line.</summary>
    public static int WidthOf(PickMenu menu) =>
        Math.Max(
            Math.Max(LeastWidth, Canvas.Columns(menu.Title) + 3),
            menu.Items.Max(item => Canvas.Columns(item.Text) + (item.Note is { } note ? Canvas.Columns(note) + 2 : 0)) + 3);

    /// <summary>Rows the menu takes at most.</summary>
    /// <param name="menu">The menu.</param>
    /// <param name="width">The cells it has.</param>
    public static int HeightOf(PickMenu menu, int width) => TitleRows + Rows(menu, width).Count + EdgeRows;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (open() is not { } menu)
        {
            return;
        }

        canvas.Put(' ', Ink.Heading);
        canvas.Left(menu.Title, canvas.Width - 1, Ink.Heading);
        int room = Math.Max(1, canvas.Height - TitleRows - EdgeRows);
        List<(int Line, string Text)> rows = Rows(menu, canvas.Width);
        int top = rows.FindIndex(row => row.Line == menu.Line), bottom = rows.FindLastIndex(row => row.Line == menu.Line);
        _first = Math.Clamp(_first, Math.Clamp(bottom - room + 1, 0, top), top);
        _first = Math.Min(_first, Math.Max(0, rows.Count - room));
        int y = TitleRows;
        for (int i = _first; i < rows.Count && y <= room; i++, y++)
        {
            canvas.MoveTo(0, y);
            PickItem item = menu.Items[rows[i].Line];
            DrawItem(ref canvas, rows[i].Text, item.Note, rows[i].Line == menu.Line);
            canvas.Put('│', Ink.BarEdge);
        }

        canvas.MoveTo(0, y);
        DrawEdge(ref canvas, rows.Count, room);
    }

    private void DrawEdge(ref Canvas canvas, int rows, int room)
    {
        if (rows > room)
        {
            canvas.Text($" {_first + 1}-{_first + room} of {rows} ", Ink.Notice, canvas.Width - 1);
        }

        while (canvas.X < canvas.Width - 1)
        {
            canvas.Put('─', Ink.BarEdge);
        }

        canvas.Put('┘', Ink.BarEdge);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (open() is not { } menu)
        {
            return false;
        }

        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            moveTo(menu.Line + (mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 1 : -1));
            return true;
        }

        List<(int Line, string Text)> rows = Rows(menu, Viewport.Width);
        int row = _first + (mouse.Position?.Y ?? 0) - 1;
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && row >= _first && row < rows.Count)
        {
            moveTo(rows[row].Line);
            accept();
        }

        return true;
    }

    // A line without a note may be a sentence, and takes the rows that it needs.
    private static List<(int Line, string Text)> Rows(PickMenu menu, int width)
    {
        var rows = new List<(int Line, string Text)>();
        for (int line = 0; line < menu.Items.Length; line++)
        {
            string text = menu.Items[line].Text;
            if (menu.Items[line].Note is not null || Canvas.Columns(text) <= width - EdgeCells)
            {
                rows.Add((line, text));
                continue;
            }

            List<string> pieces = WordWrap.Rows(text, Math.Max(LeastText, width - EdgeCells - Indent.Length));
            for (int i = 0; i < pieces.Count; i++)
            {
                rows.Add((line, i == 0 ? pieces[i] : Indent + pieces[i]));
            }
        }

        return rows;
    }

    private static void DrawItem(ref Canvas canvas, string text, string? note, bool isUnderCursor)
    {
        Ink ink = isUnderCursor ? Ink.Cursor : Ink.Normal;
        canvas.Put(' ', ink);
        int width = Canvas.Columns(text), edge = canvas.Width - 1;
        if (note is null || canvas.X + width + 2 >= edge)
        {
            canvas.Left(text, edge - canvas.X, ink);
            return;
        }

        canvas.Text(text, ink);
        canvas.Put(' ', ink);
        canvas.Put(' ', ink);
        canvas.Left(note, edge - canvas.X, isUnderCursor ? ink : Ink.Faint);
    }
}
