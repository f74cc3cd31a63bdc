using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Hosting;

/// <summary>What a terminal can show, as far as its name and the environment tell.</summary>
/// <param name="Depth">How many colours it has.</param>
/// <param name="WhyNot">Says, without a full stop, why the full screen cannot be shown on it; null when it can.</param>
internal sealed record TerminalCapabilities(ColourDepth Depth, string? WhyNot)
{
    /// <summary>It has a second screen to draw on, from which it comes back to the first: DEC private mode 1049.</summary>
    public bool HasAlternateScreen { get; init; } = true;

    /// <summary>Its cursor can be hidden: mode 25.</summary>
    public bool HasCursorSwitch { get; init; } = true;

    /// <summary>It reports clicks and the wheel: modes 1000 and 1006.</summary>
    public bool HasMouse { get; init; } = true;

    /// <summary>It marks pasted text: mode 2004.</summary>
    public bool HasPasteMarks { get; init; } = true;

    /// <summary>It understands where a frame begins and ends, or ignores that: mode 2026.</summary>
    public bool HasFrameMarks { get; init; } = true;

    /// <summary>It moves rows within a part of the screen and erases a number of cells: IL, DL and ECH.</summary>
    public bool HasLineEditing { get; init; } = true;

    /// <summary>It has bars, arrows and lines, when the locale is UTF-8.</summary>
    public bool HasUnicode { get; init; } = true;

    /// <summary>
    /// It answers what its background is, or passes over the question, and answers what it is: OSC 11 and DA1. Others may show the
    /// question on the screen.
    /// </summary>
    public bool HasColourQuestions { get; init; }

    // What their names begin with.
    private static readonly string[] WithColourQuestions =
    [
        "xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty", "wezterm", "ghostty", "vte", "gnome", "konsole", "xfce", "putty", "mintty",
        "mlterm", "contour", "iterm", "iTerm", "st-", "rio",
    ];

    /// <summary>The capabilities of a terminal by its name.</summary>
    /// <param name="name">The environment's <c>TERM</c>; null when it is not set.</param>
    /// <param name="colours">The environment's <c>COLORTERM</c>; null when it is not set.</param>
    public static TerminalCapabilities Of(string? name, string? colours)
    {
        string known = name ?? string.Empty;
        var all = new TerminalCapabilities(DepthOf(known, colours), WhyNotOn(known));
        return IsOlderThanXterm(known) ? all with
        {
            HasAlternateScreen = false,
            HasCursorSwitch = known is "linux" || known.StartsWith("linux-", StringComparison.Ordinal) || IsSecondVt(known),
            HasMouse = false,
            HasPasteMarks = false,
            HasFrameMarks = false,
            HasLineEditing = false,
            HasUnicode = false,
        }
        : all with
        {
            HasFrameMarks = !known.StartsWith("screen", StringComparison.Ordinal),
            HasColourQuestions = known is "st" || WithColourQuestions.Any(name => known.StartsWith(name, StringComparison.Ordinal)),
        };
    }

    private static string? WhyNotOn(string name) => name switch
    {
        "" => "TERM is not set, so nothing is known of this terminal",
        "dumb" or "unknown" or "network" => $"this terminal (TERM={name}) cannot show a full screen",
        _ => null,
    };

    // A terminal that knows RGB says so in COLORTERM, as terminfo had no word for it for long; names ending so have it, too.
    private static ColourDepth DepthOf(string name, string? colours) =>
        IsMonochrome(name) ? ColourDepth.None
        : colours is "truecolor" or "24bit" || name.EndsWith("-direct", StringComparison.Ordinal) ? ColourDepth.TrueColour
        : name.Contains("256color", StringComparison.Ordinal) ? ColourDepth.Palette
        : ColourDepth.Sixteen;

    // The names in terminfo(5) of the kernel's own console, of terminals with keys and glass, and of what does as these do.
    private static bool IsOlderThanXterm(string name) =>
        IsVt(name)
        || name is "linux" or "ansi" or "pcansi" or "cons25"
        || name.StartsWith("linux-", StringComparison.Ordinal)
        || name.StartsWith("ansi-", StringComparison.Ordinal);

    private static bool IsVt(string name) =>
        name.StartsWith("vt", StringComparison.Ordinal) && name.Length > 2 && char.IsAsciiDigit(name[2]);

    // From the VT220 on.
    private static bool IsSecondVt(string name) => IsVt(name) && name[2] is not '1';

    // The terminals of the time before colour, and the names that terminfo(5) gives to monochrome variants.
    private static bool IsMonochrome(string name) =>
        IsVt(name)
        || name.EndsWith("-m", StringComparison.Ordinal)
        || name.EndsWith("-mono", StringComparison.Ordinal);
}
