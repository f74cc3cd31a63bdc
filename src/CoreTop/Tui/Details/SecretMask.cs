using System.Buffers;

namespace CoreTop.Tui.Details;

/// <summary>Which values of an environment look like secrets, so that they are not shown to whoever looks over a shoulder.</summary>
internal static class SecretMask
{
    private static readonly string[] Marks =
    [
        "KEY", "TOKEN", "SECRET", "PASSW", "PASSPHRASE", "CREDENTIAL", "AUTH", "COOKIE", "PRIVATE", "SIGNATURE", "_PASS", "_PWD", "_DSN",
    ];

    private static readonly SearchValues<char> UrlEnds = SearchValues.Create(" /?#,;\"'");

    /// <summary>A variable of this name probably holds a secret.</summary>
    public static bool IsSecret(string name) =>
        Marks.Any(mark => name.Contains(mark, StringComparison.OrdinalIgnoreCase)) || name.Equals("PASS", StringComparison.OrdinalIgnoreCase);

    /// <summary>The text with what stands before the <c>@</c> of each URL replaced by stars.</summary>
    public static string WithoutUserInfo(string text)
    {
        int from = 0;
        while (text.IndexOf("://", from, StringComparison.Ordinal) is >= 0 and int scheme)
        {
            int start = scheme + 3;
            int length = text.AsSpan(start).IndexOfAny(UrlEnds);
            int end = length < 0 ? text.Length : start + length;
            int at = text.LastIndexOf('@', end - 1, end - start);
            from = start;
            if (at >= start)
            {
                text = string.Concat(text.AsSpan(0, start), "***", text.AsSpan(at));
                from = start + 3;
            }
        }

        return text;
    }
}
