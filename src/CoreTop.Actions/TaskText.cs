using System.Globalization;
using System.Text;

namespace CoreTop.Actions;

/// <summary>The words that every sentence about tasks is made of.</summary>
internal static class TaskText
{
    /// <summary>What not being settled means: the rest of a sentence that begins with the task.</summary>
    public const string Unsettled = "some threads may differ still: they are born, or set anew by somebody, all the while";

    /// <summary>The end of a sentence about a captured machine.</summary>
    public const string OnlyRecorded = " (only recorded: this is not the running machine)";

    /// <summary>A comm without what would disturb a terminal.</summary>
    public static string Name(string comm)
    {
        var text = new StringBuilder(comm.Length);
        foreach (Rune rune in comm.EnumerateRunes())
        {
            bool isShown = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            text.Append(isShown ? rune : Rune.ReplacementChar);
        }

        return text.ToString();
    }

    /// <summary>A task for people: its comm and number.</summary>
    public static string Task(string name, int tid) => $"{Name(name)} {tid}";

    /// <summary><c>1 task</c>, <c>12 tasks</c>.</summary>
    public static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
