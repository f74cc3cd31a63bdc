namespace CoreTop.Tui.Hosting;

/// <summary>What a terminal can show, as far as its name tells.</summary>
/// <param name="HasColour">It has the 16 colours.</param>
/// <param name="WhyNot">Says, without a full stop, why the full screen cannot be shown on it; null when it can.</param>
internal sealed record TerminalCapabilities(bool HasColour, string? WhyNot)
{
    /// <summary>Of a terminal by its name.</summary>
    /// <param name="name">The environment's <c>TERM</c>; null when it is not set.</param>
    public static TerminalCapabilities Of(string? name) => new(!IsMonochrome(name ?? string.Empty), name switch
    {
        null or "" => "TERM is not set, so nothing is known of this terminal",
        "dumb" => "this terminal (TERM=dumb) cannot show a full screen",
        _ => null,
    });

    // The terminals of the time before colour, and the names that terminfo(5) gives to monochrome variants.
    private static bool IsMonochrome(string name) =>
        (name.StartsWith("vt", StringComparison.Ordinal) && name.Length > 2 && char.IsAsciiDigit(name[2]))
        || name.EndsWith("-m", StringComparison.Ordinal)
        || name.EndsWith("-mono", StringComparison.Ordinal);
}
