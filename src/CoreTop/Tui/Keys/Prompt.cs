namespace CoreTop.Tui.Keys;

/// <summary>A question on the bottom line, with the answer typed so far.</summary>
/// <param name="Question">Such as <c>Search:</c>.</param>
/// <param name="Hint">What Enter and Esc do.</param>
/// <param name="Text">Typed so far.</param>
/// <param name="Changed">Called with each change of the text; null when only Enter counts.</param>
/// <param name="Accepted">Called with the text on Enter; answers a sentence when the text will not do, and asks on.</param>
internal sealed record Prompt(
    string Question, string Hint, string Text, Action<string>? Changed, Func<string, string?> Accepted);
