using System.Text;
using CoreTop.Cells;
using CoreTop.Model.Words;

namespace CoreTop.Cli.Text;

/// <summary>Text that may go to any terminal or file.</summary>
internal static class PlainText
{
    /// <summary>The text with control and direction characters replaced, as on the screen.</summary>
    public static string Clean(string text) => SafeText.Of(text);

    /// <summary>A sentence about one task.</summary>
    /// <param name="name">Its comm.</param>
    /// <param name="tid">Its thread id.</param>
    /// <param name="why">The rest of the sentence, without a full stop.</param>
    public static string OfTask(string name, int tid, string why) => $"{Clean(name)} {tid}: {Clean(why)}.";

    /// <summary>Cells it takes.</summary>
    public static int Width(string text) => Graphemes.Columns(text);

    /// <summary>As much of it as fits.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Cells there are; null for no end of them.</param>
    public static string Cut(string text, int? width)
    {
        int used = 0, length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Graphemes.Width(rune);
            if (used > width)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>The bytes to write.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isAscii">It may have ASCII alone.</param>
    public static byte[] Encode(string text, bool isAscii) => Encoding.UTF8.GetBytes(isAscii ? Ascii(text) : text);

    /// <summary>Signs of our own become what is like them, other characters outside ASCII <c>?</c>.</summary>
    public static string Ascii(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        var ascii = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            ascii.Append(rune.IsAscii ? ((char)rune.Value).ToString() : rune.Value switch
            {
                '×' => "x",
                '≤' => "<",
                '≥' => ">",
                '…' => "~",
                '→' => "->",
                _ => "?",
            });
        }

        return ascii.ToString();
    }
}
