using CoreTop.Tui.Drawing;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace CoreTop.Tests.Tui.Drawing;

/// <summary>A terminal with its 16 colours as it draws them.</summary>
/// <param name="Name">What a failing test calls it.</param>
/// <param name="Foreground">Its ordinary text.</param>
/// <param name="Background">What is behind it.</param>
/// <param name="Colours">The 16, in the order of their SGR codes.</param>
/// <param name="Known">What CoreTop may know of it.</param>
internal sealed record TerminalPalette(string Name, int Foreground, int Background, int[] Colours, TerminalColours[] Known)
{
    private static readonly Color[] Names =
    [
        Color.Black, Color.Red, Color.Green, Color.Yellow, Color.Blue, Color.Magenta, Color.Cyan, Color.Gray,
        Color.DarkGray, Color.BrightRed, Color.BrightGreen, Color.BrightYellow, Color.BrightBlue, Color.BrightMagenta, Color.BrightCyan, Color.White,
    ];

    // XTerm-col.ad of xterm; default_red, default_grn and default_blu of the kernel's drivers/tty/vt/vt.c; https://ethanschoonover.com/solarized
    private static readonly int[] XtermColours =
    [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ];

    private static readonly int[] ConsoleColours =
    [
        0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
        0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
    ];

    private static readonly int[] SolarizedColours =
    [
        0x073642, 0xDC322F, 0x859900, 0xB58900, 0x268BD2, 0xD33682, 0x2AA198, 0xEEE8D5,
        0x002B36, 0xCB4B16, 0x586E75, 0x657B83, 0x839496, 0x6C71C4, 0x93A1A1, 0xFDF6E3,
    ];

    private static readonly TerminalColours[] MaybeDark = [TerminalColours.Unknown, TerminalColours.Dark];
    private static readonly TerminalColours[] MaybeLight = [TerminalColours.Unknown, TerminalColours.Light];

    /// <summary>Those that themes are held to.</summary>
    public static TerminalPalette[] All { get; } =
    [
        new("xterm on black", 0xE5E5E5, 0x000000, XtermColours, [.. MaybeDark, Says(0x000000)]),
        new("xterm on white", 0x000000, 0xFFFFFF, XtermColours, [.. MaybeLight, Says(0xFFFFFF)]),
        new("the kernel's console", 0xAAAAAA, 0x000000, ConsoleColours, [.. MaybeDark, TerminalColours.Console]),
        new("Solarized dark", 0x839496, 0x002B36, SolarizedColours, [.. MaybeDark, Says(0x002B36)]),
        new("Solarized light", 0x657B83, 0xFDF6E3, SolarizedColours, [.. MaybeLight, Says(0xFDF6E3)]),
    ];

    /// <summary>A terminal that said what its background is.</summary>
    public static TerminalColours Says(int background) => new() { Background = Rgb(background) };

    /// <summary>A colour of three bytes.</summary>
    public static Color Rgb(int value) => new((value >> 16) & 0xFF, (value >> 8) & 0xFF, value & 0xFF);

    /// <summary>It is one of the terminal's own 16, or its foreground or background.</summary>
    public static bool IsOwn(Color colour) => colour == Color.None || Names.Contains(colour);

    /// <summary>
    /// How the terminal may draw a look: text and what is behind it. Bold makes the first eight bright in some, and the kernel's console has no bright backgrounds.
    /// </summary>
    public IEnumerable<(Color Text, Color Behind)> Draws(Attribute look, TerminalColours known)
    {
        bool isBold = look.Style.HasFlag(TextStyle.Bold), isReverse = look.Style.HasFlag(TextStyle.Reverse);
        foreach (Color text in Own(look.Foreground, Foreground, brighter: isBold ? 8 : 0))
        {
            foreach (Color behind in Own(look.Background, Background, brighter: known.IsConsole ? -8 : 0))
            {
                yield return isReverse ? (behind, text) : (text, behind);
            }
        }
    }

    private IEnumerable<Color> Own(Color colour, int ordinary, int brighter)
    {
        int index = Array.IndexOf(Names, colour);
        if (index < 0)
        {
            yield return Rgb(colour == Color.None ? ordinary : throw new ArgumentOutOfRangeException(nameof(colour), colour, "None of the 16."));
            yield break;
        }

        yield return Rgb(Colours[index]);
        if (index + brighter is >= 0 and < 16)
        {
            yield return Rgb(Colours[index + brighter]);
        }
    }
}
