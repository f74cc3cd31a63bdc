using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Hosting;

/// <summary>What a terminal can show, as far as its name and the environment tell.</summary>
/// <param name="Depth">How many colours it has.</param>
/// <param name="WhyNot">Says, without a full stop, why the full screen cannot be shown on it; null when it can.</param>
internal sealed record TerminalCapabilities(ColourDepth Depth, string? WhyNot)
{
    /// <summary>Of a terminal by its name.</summary>
    /// <param name="name">The environment's <c>TERM</c>; null when it is not set.</param>
    /// <param name="colours">The environment's <c>COLORTERM</c>; null when it is not set.</param>
    public static TerminalCapabilities Of(string? name, string? colours) => new(DepthOf(name ?? string.Empty, colours), name switch
    {
        null or "" => "TERM is not set, so nothing is known of this terminal",
        "dumb" => "this terminal (TERM=dumb) cannot show a full screen",
        _ => null,
    });

    // A terminal that knows RGB says so in COLORTERM, as terminfo had no word for it for long; names ending so have it, too.
    private static ColourDepth DepthOf(string name, string? colours) =>
        IsMonochrome(name) ? ColourDepth.None
        : colours is "truecolor" or "24bit" || name.EndsWith("-direct", StringComparison.Ordinal) ? ColourDepth.TrueColour
        : name.Contains("256color", StringComparison.Ordinal) ? ColourDepth.Palette
        : ColourDepth.Sixteen;

    // The terminals of the time before colour, and the names that terminfo(5) gives to monochrome variants.
    private static bool IsMonochrome(string name) =>
        (name.StartsWith("vt", StringComparison.Ordinal) && name.Length > 2 && char.IsAsciiDigit(name[2]))
        || name.EndsWith("-m", StringComparison.Ordinal)
        || name.EndsWith("-mono", StringComparison.Ordinal);
}
