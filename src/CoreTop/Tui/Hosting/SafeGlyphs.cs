using Terminal.Gui.Text;

namespace CoreTop.Tui.Hosting;

/// <summary>What is sent for a cell's text: nothing that could steer the terminal, and only ASCII where nothing else is understood.</summary>
/// <param name="hasUnicode">Characters outside ASCII may be sent.</param>
internal sealed class SafeGlyphs(bool hasUnicode)
{
    private const string Unknown = "?";

    /// <summary>Characters outside ASCII are sent.</summary>
    public bool HasUnicode => hasUnicode;

    /// <summary>The text to send for a cell.</summary>
    /// <param name="text">The cell's text; null or empty for a blank.</param>
    public string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return " ";
        }

        if (text.Length == 1 && text[0] is >= ' ' and < '\x7F')
        {
            return text;
        }

        foreach (char character in text)
        {
            if (char.IsControl(character))
            {
                return Unknown;
            }
        }

        return hasUnicode ? text : Ascii(text[0]);
    }

    /// <summary>Cells that the text takes: 1 or 2.</summary>
    public static int Width(string text)
    {
        // Letters of western languages, lines, blocks and squares, which are nearly everything that is drawn.
        bool isNarrow = text.Length == 1 && text[0] is < '\u0300' or (>= '\u2500' and < '\u25AA') or '▬';
        return isNarrow || text.GetColumns() < 2 ? 1 : 2;
    }

    private static string Ascii(char character) => character switch
    {
        '×' => "x",
        '≤' => "<",
        '≥' => ">",
        '°' => " ",
        '…' => "~",
        '·' => ".",
        '⚠' => "!",
        '→' => ">",
        '←' => "<",
        '↑' => "^",
        '↓' => "v",
        '─' or '━' or '–' or '—' => "-",
        '│' or '┃' => "|",
        >= '\u2500' and < '\u2580' => "+",
        '▁' => "_",
        '▂' => ".",
        '▃' => ":",
        '▄' => "-",
        '▅' => "=",
        '▆' => "+",
        '▇' => "*",
        '█' => "#",
        '▕' => "[",
        '▏' => "]",
        '░' => ".",
        '▒' => ":",
        '▓' => "%",
        '■' => "#",
        '□' => "%",
        '▬' => "=",
        >= '\u2580' and < '\u25A0' => "#",
        _ => Unknown,
    };
}
