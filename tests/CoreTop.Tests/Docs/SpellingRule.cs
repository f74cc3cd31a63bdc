using System.Text.RegularExpressions;

namespace CoreTop.Tests.Docs;

/// <summary>A turn of phrase that is not used.</summary>
/// <param name="Pattern">A regular expression; a blank in it also matches the end of a line.</param>
/// <param name="Instead">What to say instead.</param>
/// <param name="IsCaseSensitive">Capitals matter.</param>
internal sealed record SpellingRule(string Pattern, string Instead, bool IsCaseSensitive = false)
{
    private readonly Regex _regex = new(
        Pattern.Replace(" ", @"(?: +\r?\n?|\r?\n) *", StringComparison.Ordinal),
        (IsCaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase) | RegexOptions.CultureInvariant);

    /// <summary>Where a text has it.</summary>
    public IEnumerable<Match> In(string text) => _regex.Matches(text);
}
