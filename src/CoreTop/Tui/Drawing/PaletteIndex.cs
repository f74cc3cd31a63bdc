using Terminal.Gui.Drawing;

namespace CoreTop.Tui.Drawing;

/// <summary>The 240 fixed colours of xterm's palette of 256: a cube from index 16, and 24 greys from index 232.</summary>
internal static class PaletteIndex
{
    private const int FirstOfCube = 16, FirstGrey = 232, Greys = 24, GreyStep = 10, DarkestGrey = 8;
    private static readonly int[] CubeLevels = [0, 95, 135, 175, 215, 255];

    /// <summary>The index of the colour nearest to this one.</summary>
    public static int Nearest(byte red, byte green, byte blue)
    {
        int r = NearestLevel(red), g = NearestLevel(green), b = NearestLevel(blue);
        int inCube = Distance(red, CubeLevels[r]) + Distance(green, CubeLevels[g]) + Distance(blue, CubeLevels[b]);
        int grey = Math.Clamp((((red + green + blue) / 3) - DarkestGrey + (GreyStep / 2)) / GreyStep, 0, Greys - 1);
        int level = DarkestGrey + (GreyStep * grey);
        int inGreys = Distance(red, level) + Distance(green, level) + Distance(blue, level);
        return inGreys < inCube ? FirstGrey + grey : FirstOfCube + (36 * r) + (6 * g) + b;
    }

    /// <summary>The index of exactly this colour; -1 when it is not in the palette.</summary>
    public static int Exact(Color colour)
    {
        int index = Nearest(colour.R, colour.G, colour.B);
        return ColourAt(index) == new Color(colour.R, colour.G, colour.B) ? index : -1;
    }

    /// <summary>The colour that stands for this one where there are 256.</summary>
    public static Color Rounded(Color colour) => ColourAt(Nearest(colour.R, colour.G, colour.B));

    private static Color ColourAt(int index)
    {
        if (index >= FirstGrey)
        {
            int level = DarkestGrey + (GreyStep * (index - FirstGrey));
            return new Color(level, level, level);
        }

        int inCube = index - FirstOfCube;
        return new Color(CubeLevels[inCube / 36], CubeLevels[inCube / 6 % 6], CubeLevels[inCube % 6]);
    }

    private static int NearestLevel(int value)
    {
        int nearest = 0;
        for (int i = 1; i < CubeLevels.Length; i++)
        {
            nearest = Distance(value, CubeLevels[i]) < Distance(value, CubeLevels[nearest]) ? i : nearest;
        }

        return nearest;
    }

    private static int Distance(int a, int b) => (a - b) * (a - b);
}
