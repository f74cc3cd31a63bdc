using System.Text;

namespace CoreTop.Cells;

/// <summary>Breaks text between its words.</summary>
internal static class WordWrap
{
    /// <summary>The lines; a word longer than the width has a line of its own and is not broken.</summary>
    /// <param name="text">The text; several blanks in a row stay as they are.</param>
    /// <param name="width">Cells in a line.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = new StringBuilder();
        int used = 0;
        foreach (string word in text.Split(' '))
        {
            int columns = Graphemes.Columns(word);
            if (line.Length > 0 && used + 1 + (long)columns > width)
            {
                yield return line.ToString();
                line.Clear();
                used = 0;
            }

            if (line.Length > 0)
            {
                line.Append(' ');
                used++;
            }

            line.Append(word);
            used += columns;
        }

        yield return line.ToString();
    }

    /// <summary>The lines, as <see cref="Lines"/> makes them, but a word that is longer than the width is broken.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Cells in a line, at least 2.</param>
    public static List<string> Rows(string text, int width) =>
        [.. Lines(text, width).SelectMany(line => Graphemes.Columns(line) > width ? Pieces(line, width) : [line])];

    /// <summary>The lines, broken at blanks if possible, else behind commas, as in lists of CPUs, and otherwise anywhere: for texts whose words may be longer than a line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Cells in a line, at least 2.</param>
    public static IEnumerable<string> Pieces(string text, int width)
    {
        int start = 0, at = 0, used = 0;
        int afterBlank = 0, usedAtBlank = 0, afterComma = 0, usedAtComma = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int columns = Graphemes.Width(rune);
            while (used + columns > width)
            {
                (int end, int taken) = afterBlank > start ? (afterBlank, usedAtBlank)
                    : afterComma > start ? (afterComma, usedAtComma)
                    : (at, used);
                yield return text[start..end];
                (start, used) = (end, used - taken);
                (usedAtBlank, usedAtComma) = (usedAtBlank - taken, usedAtComma - taken);
            }

            used += columns;
            at += rune.Utf16SequenceLength;
            if (rune.Value == ' ')
            {
                (afterBlank, usedAtBlank) = (at, used);
            }
            else if (rune.Value == ',')
            {
                (afterComma, usedAtComma) = (at, used);
            }
        }

        yield return text[start..];
    }
}
