using System.Text;

namespace CoreTop.Listing.Filters;

/// <summary>Understands the text of a filter: terms and texts, joined by and, or, not and parentheses.</summary>
internal sealed class FilterParser(string text)
{
    private const int DeepestNesting = 50, LongestShown = 60;
    private int _at;
    private int _open;
    private int _depth;

    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public FilterError? Error { get; private set; }

    /// <summary>Says what is looked for as a text although it looks like a term; null for nothing.</summary>
    public string? Hint { get; private set; }

    /// <summary>The whole filter; null when it asks for nothing, or when there is an <see cref="Error"/>.</summary>
    public FilterPart? Parse()
    {
        FilterPart? part = ParseAny();
        return Error is null ? part : null;
    }

    private bool IsAtEnd
    {
        get
        {
            SkipBlanks();
            return _at >= text.Length;
        }
    }

    // As in htop, | with nothing on a side of it is passed over; the words and || want something.
    private FilterPart? ParseAny()
    {
        var parts = new List<FilterPart>();
        while (true)
        {
            if (ParseAll() is { } part)
            {
                parts.Add(part);
            }

            if (Error is not null || IsAtEnd || !IsOr)
            {
                break;
            }

            int start = _at;
            bool isStrict = TakeWord("or") || TakeSign("||");
            if (!isStrict)
            {
                TakeSign("|");
            }
            else if (parts.Count == 0 || IsAtEnd || IsOr || IsClosing)
            {
                Fail("There must be something on both sides of an or.", start);
            }
        }

        return parts.Count == 0 || Error is not null ? null : FilterPart.Any(parts);
    }

    private FilterPart? ParseAll()
    {
        var parts = new List<FilterPart>();
        while (Error is null && !IsAtEnd && !IsOr && !IsClosing)
        {
            int start = _at;
            if (TakeWord("and") || TakeSign("&&"))
            {
                if (parts.Count == 0 || IsAtEnd || IsAnd || IsOr || IsClosing)
                {
                    Fail("There must be something on both sides of an and.", start);
                }

                continue;
            }

            if (ParseOne() is { } part)
            {
                parts.Add(part);
            }
        }

        return parts.Count == 0 || Error is not null ? null : FilterPart.All(parts);
    }

    private FilterPart? ParseOne()
    {
        int start = _at;
        FilterPart? part;
        if (++_depth > DeepestNesting)
        {
            Fail("This is nested too deeply.", start);
            return null;
        }

        if (TakeWord("not") || TakeSign("!"))
        {
            part = IsAtEnd || IsAnd || IsOr || IsClosing ? null : ParseOne();
            if (part is null)
            {
                Fail("There must be something after a not.", start);
            }

            part = part is null ? null : FilterPart.Not(part);
        }
        else if (TakeSign("("))
        {
            part = ParseGroup(start);
        }
        else
        {
            part = ParseTerm() ?? ParseText();
        }

        _depth--;
        return part;
    }

    private FilterPart? ParseGroup(int start)
    {
        _open++;
        FilterPart? part = ParseAny();
        _open--;
        if (Error is null && !TakeSign(")"))
        {
            Fail("This parenthesis is never closed.", start);
        }
        else if (part is null)
        {
            Fail("There is nothing between these parentheses.", start);
        }

        return part;
    }

    // Blanks about the operator are fine after the name of a field: run > 0.5.
    private FilterPart? ParseTerm()
    {
        if (NameHere(out FilterOperator wanted, out int sign, out int length) is not { } name)
        {
            return null;
        }

        if (FilterFields.Find(name) is not { } field)
        {
            RefuseField(name, wanted);
            return null;
        }

        if (!field.Operators.HasFlag(wanted))
        {
            Fail($"{field.Name} takes {FilterOperators.List(field.Operators)}, such as {field.Example}.", sign);
            return null;
        }

        _at = sign + length;
        SkipBlanks();
        int valueAt = _at;
        string value = IsQuote ? ParseQuoted() : text[_at..(_at = EndOfWord(_at))];
        if (Error is not null)
        {
            return null;
        }

        if (field.Make(wanted, value, out string whyNot, out int wrongAt) is not { } test)
        {
            Fail($"{field.Name} takes {whyNot}.", valueAt + wrongAt);
            return null;
        }

        return FilterPart.Of(field, wanted, value, test);
    }

    // A name with an operator after it, whether or not a field has that name.
    private string? NameHere(out FilterOperator wanted, out int sign, out int length)
    {
        int end = EndOfName(_at);
        sign = end;
        while (sign < text.Length && text[sign] == ' ')
        {
            sign++;
        }

        (wanted, length) = FilterOperators.At(text.AsSpan(sign));
        return end == _at || length == 0 ? null : text[_at..end];
    }

    // Command lines are full of texts such as PORT=80. Other operators hardly occur in them, so a field was meant.
    private void RefuseField(string name, FilterOperator wanted)
    {
        string shown = name.Length <= LongestShown ? name : $"{name[..LongestShown]}…";
        if (wanted == FilterOperator.Equal)
        {
            Hint ??= $"No field is called {shown}, so this text is looked for.{FilterFields.Question(name)}";
        }
        else
        {
            Fail($"No field is called {shown}.{FilterFields.Question(name)} Quotes around it look for the text.", _at);
        }
    }

    // Letters, and what some headings end in: CPU%, TIME+, READ/s; or begin with in top: %CPU.
    private int EndOfName(int from)
    {
        int end = from;
        if (end < text.Length && text[end] == '%')
        {
            do
            {
                end++;
            }
            while (end < text.Length && char.IsAsciiLetter(text[end]));
            return FilterFields.Find(text[from..end]) is not null ? end : from;
        }

        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        int more = end >= text.Length || end == from ? 0
            : text[end] is '%' or '+' ? 1
            : string.Compare(text, end, "/s", 0, 2, StringComparison.OrdinalIgnoreCase) == 0 ? 2
            : 0;
        return more > 0 && FilterFields.Find(text[from..(end + more)]) is not null ? end + more : end;
    }

    // Words that follow each other are one text, with the blanks between them.
    private FilterPart? ParseText()
    {
        if (Error is not null)
        {
            return null;
        }

        if (IsQuote)
        {
            int start = _at;
            string quoted = ParseQuoted();
            if (Error is null && quoted.Length == 0)
            {
                Fail("There is nothing between these quotes.", start);
            }

            return Error is null ? FilterPart.Of(quoted) : null;
        }

        int first = _at;
        int end = _at = EndOfWord(_at);
        while (!IsAtEnd && !IsOr && !IsClosing && !IsQuote && !IsSpecial && Error is null)
        {
            end = _at = EndOfWord(_at);
        }

        _at = end;
        return FilterPart.Of(text[first..end]);
    }

    private bool IsSpecial
    {
        get
        {
            int start = _at;
            bool isWord = TakeWord("and") || TakeWord("not") || TakeSign("&&") || TakeSign("(") || TakeSign("!");
            _at = start;
            return isWord || IsFieldHere();
        }
    }

    private bool IsFieldHere()
    {
        if (NameHere(out FilterOperator wanted, out _, out _) is not { } name)
        {
            return false;
        }

        if (FilterFields.Find(name) is not null)
        {
            return true;
        }

        RefuseField(name, wanted);
        return false;
    }

    private bool IsQuote => _at < text.Length && text[_at] is '"' or '\'';

    private string ParseQuoted()
    {
        int start = _at;
        char quote = text[_at++];
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != quote)
        {
            bool isEscape = text[_at] == '\\' && _at + 1 < text.Length && (text[_at + 1] == quote || text[_at + 1] == '\\');
            _at += isEscape ? 1 : 0;
            value.Append(text[_at++]);
        }

        if (_at >= text.Length)
        {
            Fail("This quote is never closed.", start);
        }

        _at = Math.Min(_at + 1, text.Length);
        return value.ToString();
    }

    // Parentheses within a word belong to it when they are closed in it, and so does an | between them: cmd~(a|b).
    private int EndOfWord(int from)
    {
        int nested = 0, at = from;
        for (; at < text.Length && !char.IsWhiteSpace(text[at]); at++)
        {
            char character = text[at];
            if (character == '(')
            {
                nested++;
            }
            else if (character == ')' && nested > 0)
            {
                nested--;
            }
            else if (nested == 0 && ((character == ')' && _open > 0) || character == '|' || IsAt(at, "&&")))
            {
                break;
            }
        }

        return at;
    }

    private bool IsAnd => IsAt(_at, "&&") || IsWord("and");

    private bool IsOr => IsAt(_at, "|") || IsWord("or");

    private bool IsClosing => IsAt(_at, ")") && _open > 0;

    private bool IsAt(int at, string sign) => string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0;

    private bool IsWord(string word)
    {
        int end = _at + word.Length;
        return string.Compare(text, _at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (end >= text.Length || char.IsWhiteSpace(text[end]) || text[end] is '(' or ')' or '|');
    }

    private bool TakeWord(string word)
    {
        bool isThere = IsWord(word);
        _at += isThere ? word.Length : 0;
        return isThere;
    }

    private bool TakeSign(string sign)
    {
        bool isThere = IsAt(_at, sign);
        _at += isThere ? sign.Length : 0;
        return isThere;
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private void Fail(string sentence, int at) => Error ??= new FilterError(sentence, Math.Min(at, text.Length));
}
