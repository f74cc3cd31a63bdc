namespace CoreTop.Tui.Keys;

/// <summary>Where the keys that move lead in a list of lines.</summary>
internal static class LineKeys
{
    private const int FewLines = 10;

    // Farther than any list, and so far from overflow that keys still work from there: how long a list is may show only when it is drawn.
    private const int BeyondEnd = int.MaxValue / 2;

    /// <summary>The line that the key leads to from <paramref name="line"/>, which may lie beyond an end; that line for a key that does not move.</summary>
    /// <param name="keyName">The key.</param>
    /// <param name="line">Where it starts.</param>
    /// <param name="pageLines">The lines of a page.</param>
    public static int Move(string keyName, int line, int pageLines = FewLines) => keyName switch
    {
        "Up" => line - 1,
        "Down" => line + 1,
        "PgUp" => line - pageLines,
        "PgDn" => line + pageLines,
        "Home" => 0,
        "End" => BeyondEnd,
        _ => line,
    };
}
