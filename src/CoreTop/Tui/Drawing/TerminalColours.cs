using Terminal.Gui.Drawing;

namespace CoreTop.Tui.Drawing;

/// <summary>What is known of the colours that the terminal has by itself.</summary>
internal sealed record TerminalColours
{
    // The lightest of the dark and the darkest of the light backgrounds that the looks in 16 colours are made for: Solarized's.
    private static readonly Color LightestDark = new(0x00, 0x2B, 0x36);
    private static readonly Color DarkestLight = new(0xFD, 0xF6, 0xE3);

    private const int LastIndex = 15, Grey = 7, DarkGrey = 8;

    /// <summary>Nothing is known.</summary>
    public static TerminalColours Unknown { get; } = new();

    /// <summary>The background is dark, how dark is not known.</summary>
    public static TerminalColours Dark { get; } = new() { Background = LightestDark };

    /// <summary>The background is light, how light is not known.</summary>
    public static TerminalColours Light { get; } = new() { Background = DarkestLight };

    /// <summary>The kernel's own console, with its own 16 colours on black.</summary>
    public static TerminalColours Console { get; } = new() { Background = new Color(0, 0, 0), IsConsole = true };

    /// <summary>Its background, or one on which text is as hard to read or harder; null when it is not known.</summary>
    public Color? Background { get; init; }

    /// <summary>It was asked and may still answer.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>It is the kernel's console.</summary>
    public bool IsConsole { get; init; }

    /// <summary>The background is as dark as those that the dark looks in 16 colours are made for.</summary>
    public bool IsDark => Background is { } colour && Contrast.Luminance(colour) <= Contrast.Luminance(LightestDark);

    /// <summary>The background is as light as those that the light looks in 16 colours are made for.</summary>
    public bool IsLight => Background is { } colour && Contrast.Luminance(colour) >= Contrast.Luminance(DarkestLight);

    /// <summary>What the environment says before the terminal is asked.</summary>
    /// <param name="terminal">Its <c>TERM</c>; null when it is not set.</param>
    /// <param name="colours">Its <c>COLORFGBG</c>: the indices of foreground and background, perhaps with something between; null when it is not set.</param>
    public static TerminalColours Of(string? terminal, string? colours)
    {
        if (terminal is "linux" || terminal?.StartsWith("linux-", StringComparison.Ordinal) == true)
        {
            return Console;
        }

        string last = colours is null ? string.Empty : colours[(colours.LastIndexOf(';') + 1)..];
        return !int.TryParse(last, System.Globalization.NumberStyles.None, null, out int background) || background > LastIndex ? Unknown
            : background is Grey or > DarkGrey ? Light
            : Dark;
    }
}
