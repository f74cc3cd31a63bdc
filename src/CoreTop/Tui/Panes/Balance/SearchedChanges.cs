using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Balance;

/// <summary>The changes of the plan as they are searched.</summary>
/// <param name="state">The preview; null while it is not open.</param>
/// <param name="point">Puts the cursor on a change.</param>
internal sealed class SearchedChanges(Func<BalanceState?> state, Action<int> point) : ISearched
{
    /// <inheritdoc/>
    public int Count => state()?.Plan.Changes.Length ?? 0;

    /// <inheritdoc/>
    public int Current => state()?.Cursor ?? 0;

    /// <inheritdoc/>
    public Predicate<int> Matcher(string text) =>
        line => state() is { } balance && BalanceState.TextOf(balance.Plan.Changes[line]).Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Show(int line, string text) => point(line);

    /// <inheritdoc/>
    public string NotFound(string text) => $"No change has \"{text}\".";
}
