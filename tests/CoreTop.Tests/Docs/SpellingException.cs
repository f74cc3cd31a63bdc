namespace CoreTop.Tests.Docs;

/// <summary>A place where a turn of phrase is allowed.</summary>
/// <param name="Place">The beginning of the path from the repository's root: a file, or a folder with its last slash.</param>
/// <param name="Pattern">A part of the rule's pattern; null for every rule.</param>
/// <param name="Reason">Why.</param>
internal sealed record SpellingException(string Place, string? Pattern, string Reason)
{
    /// <summary>Whether it allows what a rule found in a file.</summary>
    public bool Allows(string path, SpellingRule rule) =>
        path.StartsWith(Place, StringComparison.Ordinal) && (Pattern is null || rule.Pattern.Contains(Pattern, StringComparison.Ordinal));
}
