namespace CoreTop.Tui.Hosting;

/// <summary>What the terminal can show, as far as the environment tells.</summary>
/// <param name="HasColour">It has the 16 colours, and the user wants them.</param>
/// <param name="HasUnicode">It takes characters outside ASCII.</param>
/// <param name="WhyNot">A sentence saying why the full-screen program cannot run on it; null when it can.</param>
internal sealed record TerminalCapabilities(bool HasColour, bool HasUnicode, string? WhyNot)
{
    private const string Instead =
        "coretop snapshot prints one reading, and coretop -b prints one after the other.";

    /// <summary>Reads them from the environment.</summary>
    /// <param name="variable">The value of an environment variable; null when it is not set.</param>
    /// <param name="isTerminal">Standard input and output are a terminal.</param>
    public static TerminalCapabilities From(Func<string, string?> variable, bool isTerminal)
    {
        string terminal = variable("TERM") ?? string.Empty;
        return new TerminalCapabilities(
            HasColour: string.IsNullOrEmpty(variable("NO_COLOR")) && !IsMonochrome(terminal),
            HasUnicode: IsUtf8(Locale(variable)),
            WhyNot: WhyNotFullScreen(terminal, isTerminal));
    }

    private static string? WhyNotFullScreen(string terminal, bool isTerminal)
    {
        if (!isTerminal)
        {
            return $"The full-screen program needs a terminal for its input and output, and one of them is none; {Instead}";
        }

        return terminal switch
        {
            "" => $"TERM is not set, so nothing is known of this terminal; {Instead}",
            "dumb" => $"This terminal (TERM=dumb) cannot show a full screen; {Instead}",
            _ => null,
        };
    }

    // The VT terminals of the time before colour, and the names that terminfo gives to monochrome variants.
    private static bool IsMonochrome(string terminal) =>
        (terminal.StartsWith("vt", StringComparison.Ordinal) && terminal.Length > 2 && char.IsAsciiDigit(terminal[2]))
        || terminal.EndsWith("-m", StringComparison.Ordinal)
        || terminal.EndsWith("-mono", StringComparison.Ordinal);

    // The order of setlocale(3); a locale that is not set is "C", which is ASCII.
    private static string Locale(Func<string, string?> variable)
    {
        foreach (string name in (ReadOnlySpan<string>)["LC_ALL", "LC_CTYPE", "LANG"])
        {
            if (variable(name) is { Length: > 0 } value)
            {
                return value;
            }
        }

        return "C";
    }

    private static bool IsUtf8(string locale) =>
        locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase)
        || locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
}
