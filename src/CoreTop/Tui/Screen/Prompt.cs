using CoreTop.Listing.Filters;

namespace CoreTop.Tui.Screen;

/// <summary>A question on the message line, with the answer typed so far.</summary>
/// <param name="Question">Such as <c>Search:</c>.</param>
/// <param name="Hint">What may be answered.</param>
/// <param name="Text">Typed so far.</param>
/// <param name="Changed">Called with each change of the text; null when only Enter counts.</param>
/// <param name="Accepted">Called with the text on Enter; answers a sentence when the text will not do, and asks on.</param>
/// <param name="Refused">Called on Esc, and on n; null when nothing is done then.</param>
/// <param name="IsYesOrNo">Takes y or n instead of a text.</param>
internal sealed record Prompt(
    string Question,
    string Hint,
    string Text,
    Action<string>? Changed,
    Func<string, string?> Accepted,
    Action? Refused = null,
    bool IsYesOrNo = false)
{
    /// <summary>Looks further for the text typed so far, forwards or with -1 backwards; null where nothing is looked for.</summary>
    public Action<string, int>? Again { get; init; }

    /// <summary>Says what is wrong in a text as far as it is typed; null where only Enter finds out.</summary>
    public Func<string, FilterError?>? Check { get; init; }

    /// <summary>The key that says yes as Enter does; null where only y does.</summary>
    public string? Key { get; init; }

    /// <summary>What is wrong in <see cref="Text"/>; null when nothing is.</summary>
    public FilterError? Wrong { get; init; }

    /// <summary>A question that y says yes to and n or Esc no.</summary>
    public static Prompt YesOrNo(string question, Action yes, Action no) => new(
        question,
        "y/n",
        string.Empty,
        Changed: null,
        _ =>
        {
            yes();
            return null;
        },
        no,
        IsYesOrNo: true);

    /// <summary>Says what a key would do; Enter or the same key does it, Esc does not.</summary>
    public static Prompt Confirm(string what, string key, Action yes, Action no) =>
        YesOrNo($"{what}?", yes, no) with { Key = key, Hint = $"Enter or {key} does it, Esc does not" };
}
