namespace CoreTop.Listing.Groups;

/// <summary>A program that runs another: which of its arguments says what it runs.</summary>
/// <param name="Names">What it is called, without the digits of a version, separated by blanks.</param>
internal sealed record Interpreter(string Names)
{
    private const int LongestCode = 100;

    /// <summary>Options whose next argument is their value.</summary>
    public string WithValue { get; init; } = string.Empty;

    /// <summary>Letters of options after which comes the program's own text.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>Options whose value names what is run; they are shown.</summary>
    public string Naming { get; init; } = string.Empty;

    /// <summary>Options whose value is the script's file; they are not shown.</summary>
    public string Script { get; init; } = string.Empty;

    /// <summary>Words that may stand before the script.</summary>
    public string Commands { get; init; } = string.Empty;

    /// <summary>It runs something by a name with dots, not a file: all of it is shown.</summary>
    public bool RunsName { get; init; }

    /// <summary>It goes by that name.</summary>
    /// <param name="name">Without the digits of a version.</param>
    public bool IsNamed(ReadOnlySpan<char> name) => Has(Names, name);

    /// <summary>The interpreter with what it runs; alone where it runs nothing that is named. A text that it was given is as it stands.</summary>
    /// <param name="program">Its name as it was started.</param>
    /// <param name="words">The command line.</param>
    /// <param name="code">Where in the label such a text begins; the end of the label where there is none.</param>
    public string Label(string program, ReadOnlySpan<string> words, out int code)
    {
        string label = Label(program, words, out string? text);
        code = label.Length - (text?.Length ?? 0);
        return label;
    }

    private string Label(string program, ReadOnlySpan<string> words, out string? code)
    {
        code = null;
        for (int i = 1; i < words.Length; i++)
        {
            string word = words[i];
            string? next = i + 1 < words.Length ? words[i + 1] : null;
            if (word is ['+', ..] || word.Length == 0 || Has(Commands, word))
            {
                i += Has(WithValue, word) ? 1 : 0;
                continue;
            }

            if (word is not ['-', _, ..])
            {
                return word == "-" || word.StartsWith("/dev/fd/", StringComparison.Ordinal) ? program : $"{program} {Name(word)}";
            }

            if (word == "--")
            {
                return next is null ? program : $"{program} {Name(next)}";
            }

            if (Has(Naming, word))
            {
                return next is null ? program : $"{program} {word} {Name(next)}";
            }

            if (IsCode(word))
            {
                code = next is null ? null : Shortened(string.Join(' ', words[(i + 1)..].ToArray()));
                return next is null ? program : $"{program} {word} {code}";
            }

            if (ScriptOf(word, next) is { } script)
            {
                return $"{program} {Name(script)}";
            }

            i += Has(WithValue, word) ? 1 : 0;
        }

        return program;
    }

    // A program may stand there whole.
    private static string Shortened(string text) =>
        (text.Length > LongestCode ? text[..LongestCode] : text).Replace('\n', ' ').Replace('\t', ' ');

    private string Name(string word) => RunsName && !word.Contains('/', StringComparison.Ordinal) ? word : ProgramPath.LastPart(word).ToString();

    // Letters may stand together: bash -lc, perl -ne.
    private bool IsCode(ReadOnlySpan<char> word) =>
        word is ['-', not '-', ..] && Code.Contains(word[^1], StringComparison.Ordinal) && !word[1..].ContainsAnyExceptInRange('A', 'z');

    private string? ScriptOf(string word, string? next)
    {
        if (Has(Script, word))
        {
            return next;
        }

        int equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && Has(Script, word.AsSpan(0, equals)) ? word[(equals + 1)..] : null;
    }

    private static bool Has(ReadOnlySpan<char> words, ReadOnlySpan<char> word)
    {
        foreach (Range part in words.Split(' '))
        {
            if (words[part].SequenceEqual(word))
            {
                return word.Length > 0;
            }
        }

        return false;
    }
}
