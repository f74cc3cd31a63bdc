namespace CoreTop.Listing.Filters;

/// <summary>What is wrong in the text of a filter, and where.</summary>
/// <param name="Sentence">What is wrong and what would do.</param>
/// <param name="At">The character it begins at, from 0; the text's length when something is missing at its end.</param>
internal sealed record FilterError(string Sentence, int At)
{
    /// <summary>The sentence with its place, for one line; columns are counted from 1.</summary>
    public string Line => $"Column {At + 1}: {Sentence}";

    /// <summary>The sentence, the text, and a caret below the place.</summary>
    public string Pointing(string text) => $"{Line}\n  {text}\n  {new string(' ', At)}^";
}
