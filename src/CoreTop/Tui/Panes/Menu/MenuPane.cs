using System.Drawing;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Menu;

/// <summary>A menu over the process list, of which one line is picked.</summary>
internal sealed class MenuPane : Pane
{
    /// <param name="context">What the panes share.</param>
    /// <param name="theme">The colours.</param>
    public MenuPane(ScreenContext context, Theme theme) : base(context)
    {
        View = new MenuView(theme, () => Menu, MoveTo, Accept);
        Search = new LineSearch(context, new SearchedMenu(() => Menu, MoveTo));
    }

    /// <summary>The menu that is open; null for none.</summary>
    public PickMenu? Menu { get; private set; }

    /// <inheritdoc/>
    public override LineSearch Search { get; }

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.Corner;

    /// <inheritdoc/>
    public override HotView View { get; }

    /// <inheritdoc/>
    public override PaneKeys Keys => PaneKeys.None;

    /// <inheritdoc/>
    public override bool HoldsRows => true;

    /// <summary>Opens a menu.</summary>
    public void Open(PickMenu menu)
    {
        Menu = menu.MoveTo(menu.Line);
        Context.Push(this);
    }

    /// <inheritdoc/>
    public override Size Fit(Size room)
    {
        if (Menu is not { } menu)
        {
            return Size.Empty;
        }

        int width = Math.Min(room.Width, MenuView.WidthOf(menu));
        return new Size(width, Math.Min(room.Height, MenuView.HeightOf(menu, width)));
    }

    /// <inheritdoc/>
    public override void Press(KeyPress press)
    {
        switch (press.Name)
        {
            case "Enter":
                Accept();
                break;
            case "Esc" or "F10":
                Close();
                break;
            case "Ctrl-C":
                Context.Services.Quit();
                break;
            case var _ when Menu is { IsNotice: true }:
                Context.Messages.RefuseHere($"{press.Name} does nothing here: Enter or Esc closes.");
                break;
            case "F3":
            case "/" when Menu is { Typed.Length: 0 }:
                Search.Ask(press);
                break;
            case "Shift-F3":
                Search.Again(-1);
                break;
            case "Up" or "Down" or "PgUp" or "PgDn" or "Home" or "End":
                MoveTo(LineKeys.Move(press.Name, Menu!.Line));
                break;
            default:
                Type(press);
                break;
        }
    }

    /// <inheritdoc/>
    public override bool DrawBar(ref Canvas canvas)
    {
        canvas.Put(' ', Ink.Normal);
        canvas.Text("Enter", Ink.KeyName);
        if (Menu is { IsNotice: true })
        {
            canvas.Text(" Close ", Ink.KeyLabel);
            canvas.BlankRow(Ink.Normal);
            return true;
        }

        canvas.Text(" Choose ", Ink.KeyLabel);
        canvas.Text("Esc", Ink.KeyName);
        canvas.Text(" Close ", Ink.KeyLabel);
        canvas.Text("F3", Ink.KeyName);
        canvas.Text("Search ", Ink.KeyLabel);
        canvas.Text(Menu is { Typed.Length: > 0 } menu ? $" typed: {menu.Typed}" : " what is typed goes to its line", Ink.Faint);
        canvas.BlankRow(Ink.Normal);
        return true;
    }

    // A line that begins with what was typed, or why there is none.
    private void Type(KeyPress press)
    {
        PickMenu before = Menu!;
        Menu = press.Typed is { } typed ? before.Type(typed) : before;
        if (!ReferenceEquals(before, Menu))
        {
            Context.Messages.Leave();
        }
        else if (press.Typed is not null)
        {
            Context.Messages.RefuseHere($"No line has a word that begins with \"{press.Typed}\": Enter chooses, Esc closes.");
        }
        else
        {
            Context.Messages.RefuseHere($"{press.Name} does nothing here: Enter chooses, Esc closes.");
        }

        Context.Refresh();
    }

    private void MoveTo(int line)
    {
        Menu = Menu?.MoveTo(line);
        Context.Refresh();
    }

    // Closes the menu and does what its line says.
    private void Accept()
    {
        if (Menu is { } menu)
        {
            Close();
            menu.Accepted(menu.Line);
            Context.Refresh();
        }
    }

    private void Close()
    {
        Context.Panes.Close(this);
        Menu = null;
        Context.Refresh();
    }
}
