using Terminal.Gui.Drawing;

namespace CoreTop.Tui.Drawing;

/// <summary>How well one colour is seen on another, as the W3C's WCAG 2.2 counts it: from 1, not at all, to 21, black on white.</summary>
/// <seealso href="https://www.w3.org/TR/WCAG22/#contrast-minimum"/>
internal static class Contrast
{
    /// <summary>The least that text needs.</summary>
    public const double Text = 4.5;

    /// <summary>The least that a bar or another shape needs.</summary>
    public const double Shape = 3;

    private const double Glare = 0.05;
    private const int Steps = 32;

    // On a background of this luminance black and white are seen equally well.
    private static readonly double Middle = Math.Sqrt(Glare * (1 + Glare)) - Glare;

    /// <summary>White is seen better on it than black.</summary>
    public static bool IsDark(Color background) => Luminance(background) < Middle;

    /// <summary>How bright a colour is, from 0 for black to 1 for white.</summary>
    public static double Luminance(Color colour) =>
        (0.2126 * Linear(colour.R)) + (0.7152 * Linear(colour.G)) + (0.0722 * Linear(colour.B));

    /// <summary>The contrast of two colours, in either order.</summary>
    public static double Of(Color one, Color other)
    {
        double a = Luminance(one) + Glare, b = Luminance(other) + Glare;
        return Math.Max(a, b) / Math.Min(a, b);
    }

    /// <summary>
    /// The colour, or the nearest one on its way to white or black that is seen on the background with at least that contrast,
    /// also where only 256 colours can be sent.
    /// </summary>
    public static Color SeenOn(Color background, Color colour, double least)
    {
        int end = IsDark(background) ? byte.MaxValue : 0;
        Color seen = colour;
        for (int step = 1; step <= Steps && (Of(seen, background) < least || Of(PaletteIndex.Rounded(seen), background) < least); step++)
        {
            seen = new Color(Between(colour.R, end, step), Between(colour.G, end, step), Between(colour.B, end, step));
        }

        return seen;
    }

    private static int Between(int from, int to, int step) => from + ((to - from) * step / Steps);

    private static double Linear(byte component)
    {
        double value = component / (double)byte.MaxValue;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
