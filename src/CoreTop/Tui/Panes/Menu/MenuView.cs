using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Panes.Menu;

/// <summary>Draws the <see cref="PickMenu"/> that is open.</summary>
internal sealed class MenuView(Theme theme, MenuPane pane) : HotView(theme)
{
    private const int LeastWidth = 18;
    private const int TitleRows = 1, EdgeRows = 1;
    private int _first;

    /// <summary>Cells the menu takes at most: its longest line.</summary>
    public static int WidthOf(PickMenu menu) =>
        Math.Max(
            Math.Max(LeastWidth, Canvas.Columns(menu.Title) + 3),
            menu.Items.Max(item => Canvas.Columns(item.Text) + (item.Note is { } note ? Canvas.Columns(note) + 2 : 0)) + 3);

    /// <summary>Rows the menu takes at most.</summary>
    public static int HeightOf(PickMenu menu) => TitleRows + menu.Items.Length + EdgeRows;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (pane.Menu is not { } menu)
        {
            return;
        }

        canvas.Put(' ', Ink.Heading);
        canvas.Left(menu.Title, canvas.Width - 1, Ink.Heading);
        int room = Math.Max(1, canvas.Height - TitleRows - EdgeRows);
        _first = Math.Clamp(_first, Math.Max(0, menu.Line - room + 1), menu.Line);
        _first = Math.Min(_first, Math.Max(0, menu.Items.Length - room));
        int y = TitleRows;
        for (int i = _first; i < menu.Items.Length && y <= room; i++, y++)
        {
            canvas.MoveTo(0, y);
            DrawItem(ref canvas, menu.Items[i], i == menu.Line);
            canvas.Put('│', Ink.BarEdge);
        }

        canvas.MoveTo(0, y);
        DrawEdge(ref canvas, menu, room);
    }

    private void DrawEdge(ref Canvas canvas, PickMenu menu, int room)
    {
        if (menu.Items.Length > room)
        {
            canvas.Text($" {_first + 1}-{_first + room} of {menu.Items.Length} ", Ink.Notice, canvas.Width - 1);
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
        if (pane.Menu is not { } menu)
        {
            return false;
        }

        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            pane.MoveTo(menu.Line + (mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 1 : -1));
            return true;
        }

        int line = _first + (mouse.Position?.Y ?? 0) - 1;
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && line >= _first && line < menu.Items.Length)
        {
            pane.MoveTo(line);
            pane.Accept();
        }

        return true;
    }

    private static void DrawItem(ref Canvas canvas, PickItem item, bool isUnderCursor)
    {
        Ink ink = isUnderCursor ? Ink.Cursor : Ink.Normal;
        canvas.Put(' ', ink);
        int width = Canvas.Columns(item.Text), edge = canvas.Width - 1;
        if (item.Note is null || canvas.X + width + 2 >= edge)
        {
            canvas.Left(item.Text, edge - canvas.X, ink);
            return;
        }

        canvas.Text(item.Text, ink);
        canvas.Put(' ', ink);
        canvas.Put(' ', ink);
        canvas.Left(item.Note, edge - canvas.X, isUnderCursor ? ink : Ink.Faint);
    }
}
