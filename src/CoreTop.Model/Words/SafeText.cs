using System.Globalization;
using System.Text;

namespace CoreTop.Model.Words;

/// <summary>
/// Text of somebody else's making, such as names and command lines, made fit to be shown: escape sequences would steer the terminal,
/// line ends break a sentence, marks of direction reorder it.
/// </summary>
public static class SafeText
{
    // Format characters that letters of some languages and composed signs need.
    private const int NonJoiner = 0x200C, Joiner = 0x200D;

    /// <summary>The text with U+FFFD, <c>�</c>, for each character that is not safe.</summary>
    public static string Of(string text)
    {
        if (IsSafe(text))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            safe.Append(Of(rune));
        }

        return safe.ToString();
    }

    /// <summary>The character, or U+FFFD for it.</summary>
    public static Rune Of(Rune rune) => IsSafe(rune) ? rune : Rune.ReplacementChar;

    /// <summary>Every character can be shown.</summary>
    public static bool IsSafe(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return true;
        }

        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!IsSafe(rune))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The character neither steers a terminal, ends a line nor turns the direction of what follows.</summary>
    public static bool IsSafe(Rune rune) => rune.Value is >= ' ' and <= '~' or NonJoiner or Joiner
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
