using System.Buffers;
using System.Globalization;
using System.Text;

namespace CoreTop.Model.Words;

/// <summary>
/// Names that somebody else chose, in a line that people paste into a shell: processes, units and cgroups may be named
/// <c>$(reboot)</c> or hold a line end.
/// </summary>
public static class ShellWord
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-");

    /// <summary>
    /// The name as one word on one line: unchanged where a shell takes it literally, otherwise in single quotes. Characters
    /// that cannot be seen, such as line ends and direction overrides, become question marks.
    /// </summary>
    public static string Of(string name)
    {
        bool isPlain = name.Length > 0 && name[0] is not ('-' or '=') && !name.AsSpan().ContainsAnyExcept(Plain);
        return isPlain ? name : $"'{Visible(name).Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    private static string Visible(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (Rune rune in name.EnumerateRunes())
        {
            bool isVisible = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned);
            text.Append(isVisible ? rune.ToString() : "?");
        }

        return text.ToString();
    }
}
