using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Menu;

/// <summary>The lines of the menu as they are searched: by what they say and by what is said of them.</summary>
/// <param name="menu">The menu; null for none.</param>
/// <param name="moveTo">Moves the cursor to a line.</param>
internal sealed class SearchedMenu(Func<PickMenu?> menu, Action<int> moveTo) : ISearched
{
    /// <inheritdoc/>
    public int Count => menu()?.Items.Length ?? 0;

    /// <inheritdoc/>
    public int Current => menu()?.Line ?? 0;

    /// <inheritdoc/>
    public Predicate<int> Matcher(string text) => line => menu() is { } open
        && $"{open.Items[line].Text} {open.Items[line].Note}".Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Show(int line, string text) => moveTo(line);
}
