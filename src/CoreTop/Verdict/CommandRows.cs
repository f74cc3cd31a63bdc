using CoreTop.Cells;

namespace CoreTop.Verdict;

/// <summary>Breaks a shell command that is longer than a row, so that its rows can be pasted as they stand.</summary>
internal static class CommandRows
{
    private const string Onward = " \\";
    private const string Indent = "  ";

    /// <summary>The rows: all but the last end in a backslash. Blanks within quotes are not broken; where there are no others, a row stays long.</summary>
    /// <param name="command">The command, perhaps behind blanks.</param>
    /// <param name="width">The cells there are.</param>
    public static IEnumerable<string> Of(string command, int width)
    {
        string rest = command.TrimStart(), first = command[..^rest.Length], indent = first;
        while (Graphemes.Columns(rest) > width - indent.Length && BreakOf(rest, width - indent.Length - Onward.Length) is { } at)
        {
            yield return indent + rest[..at] + Onward;
            (rest, indent) = (rest[(at + 1)..], first + Indent);
        }

        yield return indent + rest;
    }

    // The last blank outside quotes that leaves the row short enough; else the first one behind it.
    private static int? BreakOf(string text, int room)
    {
        char? quote = null;
        int? last = null;
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (quote is not null)
            {
                quote = character == quote ? null : quote;
            }
            else if (character is '\'' or '"')
            {
                quote = character;
            }
            else if (character == ' ')
            {
                if (i > room)
                {
                    return last ?? i;
                }

                last = i;
            }
        }

        return last;
    }
}
