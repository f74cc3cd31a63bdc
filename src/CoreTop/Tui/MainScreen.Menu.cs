using CoreTop.Listing.Fields;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Overlays;

namespace CoreTop.Tui;

/// <summary>Menus over the process list.</summary>
internal sealed partial class MainScreen
{
    /// <summary>The menu that is open; null for none.</summary>
    public PickMenu? Menu { get; private set; }

    /// <summary>Opens a menu over the process list.</summary>
    public void Pick(PickMenu menu)
    {
        (Menu, Overlay) = (menu.MoveTo(menu.Line), Overlay.Menu);
        Changed?.Invoke();
    }

    public void MoveInMenu(int line)
    {
        Menu = Menu?.MoveTo(line);
        Changed?.Invoke();
    }

    /// <summary>Closes the menu and does what its line says.</summary>
    public void AcceptMenu()
    {
        if (Menu is { } menu)
        {
            CloseMenu();
            menu.Accepted(menu.Line);
            Changed?.Invoke();
        }
    }

    public void ShowSortMenu()
    {
        var columns = ProcessColumns.ShownFirst(List.Columns);
        Pick(new PickMenu(
            "Sort by",
            [.. columns.Select(column => new PickItem(column.Heading))],
            columns.IndexOf(List.Sort),
            line => SortBy(columns[line])));
    }

    private void CloseMenu()
    {
        (Menu, Overlay) = (null, Overlay.None);
        Changed?.Invoke();
    }

    private void PressInMenu(string keyName, string? typed)
    {
        PickMenu menu = Menu!;
        switch (keyName)
        {
            case "Enter":
                AcceptMenu();
                break;
            case "Esc" or "F10":
                CloseMenu();
                break;
            case "Ctrl-C":
                Quit();
                break;
            case "Up" or "Down" or "PgUp" or "PgDn" or "Home" or "End":
                MoveInMenu(LineKeys.Move(keyName, menu.Line));
                break;
            default:
                if (typed is not null)
                {
                    Menu = menu.Type(typed);
                    Changed?.Invoke();
                }

                break;
        }
    }
}
