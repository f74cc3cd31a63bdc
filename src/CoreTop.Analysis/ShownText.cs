using System.Globalization;

namespace CoreTop.Analysis;

/// <summary>Names of somebody else's making on a screen.</summary>
internal static class ShownText
{
    /// <summary>The name as it can be shown: what is not printable becomes a question mark.</summary>
    public static string Printable(string name)
    {
        foreach (char c in name)
        {
            if (IsUnprintable(c))
            {
                return string.Concat(name.Select(each => IsUnprintable(each) ? '?' : each));
            }
        }

        return name;
    }

    /// <summary>Every character of it can be shown.</summary>
    public static bool IsPrintable(string name) => !name.Any(IsUnprintable);

    private static bool IsUnprintable(char c) => char.IsControl(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
