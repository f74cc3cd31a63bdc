namespace CoreTop.Tui.Screen;

/// <summary>Lines that can be searched: how each is matched and shown is theirs, all else is <see cref="LineSearch"/>'s.</summary>
internal interface ISearched
{
    /// <summary>How many lines there are.</summary>
    int Count { get; }

    /// <summary>The line where a search begins.</summary>
    int Current { get; }

    /// <summary>What decides which lines have the text; made once for each search.</summary>
    Predicate<int> Matcher(string text);

    /// <summary>The line that is meant by the text before all others; null for none.</summary>
    int? Exact(string text) => null;

    /// <summary>Shows a line that has the text.</summary>
    void Show(int line, string text);

    /// <summary>A sentence that says that no line has the text.</summary>
    string NotFound(string text) => $"No line has \"{text}\".";
}
