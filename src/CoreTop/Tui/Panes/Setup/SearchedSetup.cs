using System.Collections.Immutable;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Setup;

/// <summary>The list of the setup screen that has the cursor, as it is searched: by what a line says and by what is said of it.</summary>
/// <param name="list">Its lines, and the line under the cursor.</param>
/// <param name="point">Puts the cursor on a line.</param>
internal sealed class SearchedSetup(Func<(ImmutableArray<SetupLine> Lines, int Line)> list, Action<int> point) : ISearched
{
    /// <inheritdoc/>
    public int Count => list().Lines.Length;

    /// <inheritdoc/>
    public int Current => list().Line;

    /// <inheritdoc/>
    public Predicate<int> Matcher(string text)
    {
        ImmutableArray<SetupLine> lines = list().Lines;
        bool isAnyCalledSo = lines.Any(line => Has(line.Text, text));
        return line => Has(isAnyCalledSo ? lines[line].Text : lines[line].Help, text);
    }

    /// <inheritdoc/>
    public void Show(int line, string text) => point(line);

    private static bool Has(string line, string text) => line.Contains(text, StringComparison.OrdinalIgnoreCase);
}
