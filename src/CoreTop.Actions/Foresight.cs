namespace CoreTop.Actions;

/// <summary>What a change would come to for a task, as far as that is known before.</summary>
/// <param name="Change">Old and new value, such as <c>nice 0 → 1</c>; null when the old one cannot be read.</param>
/// <param name="IsSame">It has the value already.</param>
/// <param name="IsRefused">The kernel, or this program, will refuse it.</param>
public sealed record Foresight(string? Change, bool IsSame, bool IsRefused)
{
    /// <summary>
    /// Old and new value of several tasks, those that are alike once: <c>nice 0 → 1</c>; null when that of one of them is not known, or
    /// none would be changed.
    /// </summary>
    /// <param name="foreseen">What the change would come to for each of them.</param>
    public static string? Together(IEnumerable<Foresight> foreseen)
    {
        List<string?> changes = [.. foreseen.Where(one => !one.IsSame).Select(one => one.Change)];
        return changes.Count == 0 || changes.Contains(null) ? null : AlikeChanges.Text(changes.OfType<string>(), unit: null);
    }
}
