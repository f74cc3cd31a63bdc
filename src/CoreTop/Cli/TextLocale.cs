namespace CoreTop.Cli;

/// <summary>What the environment says of the characters a terminal can show: locale(7).</summary>
internal static class TextLocale
{
    /// <summary>A locale is set whose character set is not UTF-8. Where none is set at all, as in many containers, UTF-8 is likely.</summary>
    /// <param name="variable">Looks an environment variable up.</param>
    public static bool IsAsciiOnly(Func<string, string?> variable)
    {
        foreach (string name in new[] { "LC_ALL", "LC_CTYPE", "LANG" })
        {
            if (variable(name) is { Length: > 0 } locale)
            {
                return !locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase)
                    && !locale.Contains("UTF8", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
