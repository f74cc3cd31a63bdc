using CoreTop.Tui.Drawing;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Overlays;

/// <summary>Draws the <see cref="PickMenu"/> that is open.</summary>
internal sealed class PickMenuView(Theme theme, MainScreen screen) : HotView(theme)
{
    private const int LeastWidth = 18;
    private const string Hint = "Enter  Esc";
    private int _first;

    /// <summary>Cells the menu takes at most: its longest line.</summary>
    public static int WidthOf(PickMenu menu) =>
        Math.Max(
            Math.Max(LeastWidth, Canvas.Columns(menu.Title) + 2),
            menu.Items.Max(item => Canvas.Columns(item.Text) + (item.Note is { } note ? Canvas.Columns(note) + 2 : 0)) + 2);

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (screen.Menu is not { } menu)
        {
            return;
        }

        canvas.Put(' ', Ink.Heading);
        canvas.Left(menu.Title, canvas.Width - 1, Ink.Heading);
        int room = Math.Max(1, canvas.Height - 2);
        _first = Math.Clamp(_first, Math.Max(0, menu.Line - room + 1), menu.Line);
        _first = Math.Min(_first, Math.Max(0, menu.Items.Length - room));
        int y = 1;
        for (int i = _first; i < menu.Items.Length && y <= room; i++, y++)
        {
            canvas.MoveTo(0, y);
            DrawItem(ref canvas, menu.Items[i], i == menu.Line);
        }

        canvas.BlankRowsFrom(y);
        canvas.MoveTo(0, canvas.Height - 1);
        canvas.Put(' ', Ink.Heading);
        canvas.Left(menu.Typed.Length > 0 ? menu.Typed : Hint, canvas.Width - 1, Ink.Heading);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (screen.Menu is not { } menu)
        {
            return false;
        }

        if (mouse.Flags.HasFlag(MouseFlags.WheeledDown) || mouse.Flags.HasFlag(MouseFlags.WheeledUp))
        {
            screen.MoveInMenu(menu.Line + (mouse.Flags.HasFlag(MouseFlags.WheeledDown) ? 1 : -1));
            return true;
        }

        int line = _first + (mouse.Position?.Y ?? 0) - 1;
        if (mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) && line >= _first && line < menu.Items.Length)
        {
            screen.MoveInMenu(line);
            screen.AcceptMenu();
        }

        return true;
    }

    private static void DrawItem(ref Canvas canvas, PickItem item, bool isUnderCursor)
    {
        Ink ink = isUnderCursor ? Ink.Cursor : Ink.Normal;
        canvas.Put(' ', ink);
        int width = Canvas.Columns(item.Text);
        if (item.Note is null || canvas.X + width >= canvas.Width)
        {
            canvas.Left(item.Text, canvas.Width - canvas.X, ink);
            return;
        }

        canvas.Text(item.Text, ink);
        canvas.Put(' ', ink);
        canvas.Put(' ', ink);
        canvas.Left(item.Note, canvas.Width - canvas.X, isUnderCursor ? ink : Ink.Faint);
    }
}
