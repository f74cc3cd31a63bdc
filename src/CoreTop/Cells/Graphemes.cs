using System.Text;
using CoreTop.Model.Words;
using Terminal.Gui.Text;

namespace CoreTop.Cells;

/// <summary>One string for each character drawn, made once, so that comparing cells is comparing references.</summary>
internal static class Graphemes
{
    private const int TableSize = 0x3000;
    private static readonly string[] Table = new string[TableSize];

    /// <summary>The string of one rune that is safe to draw: control and direction characters become a replacement mark.</summary>
    public static string Of(Rune rune)
    {
        rune = SafeText.Of(rune);
        return rune.Value < TableSize ? Table[rune.Value] ??= rune.ToString() : rune.ToString();
    }

    /// <summary>The string of one drawable character.</summary>
    public static string Of(char character) => Of(new Rune(character));

    /// <summary>How many cells the rune takes: 0, 1 or 2.</summary>
    public static int Width(Rune rune) => rune.Value is >= 0x20 and < 0x300 || !SafeText.IsSafe(rune) ? 1 : Math.Max(0, rune.GetColumns());

    /// <summary>How many cells the text takes.</summary>
    public static int Columns(ReadOnlySpan<char> text)
    {
        int columns = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            columns += Width(rune);
        }

        return columns;
    }
}
