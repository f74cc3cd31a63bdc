using System.Text;
using Terminal.Gui.Text;

namespace CoreTop.Tui.Drawing;

/// <summary>One string for each character drawn, made once, so that comparing cells is comparing references.</summary>
internal static class Graphemes
{
    private const int TableSize = 0x3000;
    private static readonly string[] Table = new string[TableSize];

    /// <summary>The string of one rune that is safe to draw: control and direction characters become a replacement mark.</summary>
    public static string Of(Rune rune)
    {
        if (!IsDrawable(rune))
        {
            rune = Rune.ReplacementChar;
        }

        return rune.Value < TableSize ? Table[rune.Value] ??= rune.ToString() : rune.ToString();
    }

    /// <summary>The string of one drawable character.</summary>
    public static string Of(char character) => Of(new Rune(character));

    /// <summary>How many cells the rune takes: 0, 1 or 2.</summary>
    public static int Width(Rune rune) => rune.Value is >= 0x20 and < 0x300 || !IsDrawable(rune) ? 1 : Math.Max(0, rune.GetColumns());

    // Escape sequences would move the cursor, bidirectional marks would reorder the row.
    private static bool IsDrawable(Rune rune) => rune.Value switch
    {
        < 0x20 or (>= 0x7F and < 0xA0) => false,
        0x061C or 0x200E or 0x200F or (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF => false,
        _ => true,
    };
}
