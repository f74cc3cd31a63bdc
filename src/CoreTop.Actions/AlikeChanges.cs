using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>Says changes of several tasks together.</summary>
internal static class AlikeChanges
{
    private const int MostGroups = 3;

    /// <summary>Changes that are alike are said once, the most frequent first: <c>0 → 5 (3 threads), 10 → 15 (1 thread)</c>.</summary>
    /// <param name="changes">Old and new value of each.</param>
    /// <param name="unit">What is counted; null to count nothing.</param>
    public static string Text(IEnumerable<string> changes, string? unit)
    {
        var groups = changes.GroupBy(change => change).OrderByDescending(group => group.Count()).ToList();
        string text = string.Join(", ", groups.Take(MostGroups).Select(group => $"{group.Key}{Counted(group.Count())}"));
        int others = groups.Skip(MostGroups).Sum(group => group.Count());
        return others > 0 ? $"{text} and other values{Counted(others)}" : text;

        string Counted(int count) => unit is null ? string.Empty : $" ({Count.Of(count, unit)})";
    }
}
