namespace CoreTop.Tui.Screen;

/// <summary>Goes to the next line that has a text: the one way to search, in the process list and wherever else a list may be long.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="lines">What is searched.</param>
internal sealed class LineSearch(ScreenContext context, ISearched lines)
{
    private string _text = string.Empty;
    private StatusMessage? _notFound;

    /// <summary>The text looked for last; null when nothing was.</summary>
    public string? Text => _text.Length > 0 ? _text : null;

    /// <summary>Asks for a text and goes to the first line that has it while it is typed. F3 goes to the next one with the text searched for last, and keeps the question open.</summary>
    public void Ask(KeyPress press)
    {
        int start = lines.Current;
        string last = _text.Length > 0 ? $" \"{_text}\"" : string.Empty;
        context.Ask(new Prompt(
            "Search:", $"F3 next{last}, Shift-F3 previous", string.Empty, text => Find(text, start, 1), Keep)
        {
            Again = (text, step) => Find(text.Length > 0 ? text : _text, lines.Current + step, step),
        });
        if (press.Name == "F3" && _text.Length > 0)
        {
            Again(1);
        }
    }

    /// <summary>Forgets the text looked for last.</summary>
    public void Forget() => _text = string.Empty;

    /// <summary>Goes to the next line that has the text looked for last, or to the one before.</summary>
    /// <param name="step">1 forwards, -1 backwards.</param>
    public void Again(int step)
    {
        if (_text.Length == 0)
        {
            context.Messages.Say("There is no search to continue: / asks for a text.", StatusKind.Refused);
            return;
        }

        Find(_text, lines.Current + step, step);
    }

    private string? Keep(string text)
    {
        _text = text.Length > 0 ? text : _text;
        return null;
    }

    private void Find(string text, int from, int step)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (lines.Exact(text) is { } exact)
        {
            Show(exact, text);
            return;
        }

        Predicate<int> isWanted = lines.Matcher(text);
        int count = lines.Count;
        for (int i = 0; i < count; i++)
        {
            int line = (int)((from + ((long)i * step) + (2L * count)) % count);
            if (isWanted(line))
            {
                Show(line, text);
                return;
            }
        }

        context.Messages.Say(lines.NotFound(text), StatusKind.Refused);
        _notFound = context.Messages.Current;
    }

    private void Show(int line, string text)
    {
        context.Messages.Current = ReferenceEquals(context.Messages.Current, _notFound) ? null : context.Messages.Current;
        lines.Show(line, text);
        context.Refresh();
    }
}
