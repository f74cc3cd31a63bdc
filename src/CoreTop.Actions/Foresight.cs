namespace CoreTop.Actions;

/// <summary>What a change would come to for a task, as far as that is known before.</summary>
/// <param name="Change">Old and new value, such as <c>nice 0 → 1</c>; null when the old one cannot be read.</param>
/// <param name="IsSame">It has the value already.</param>
/// <param name="IsRefused">The kernel, or this program, will refuse it.</param>
public sealed record Foresight(string? Change, bool IsSame, bool IsRefused);
