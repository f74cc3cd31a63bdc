using CoreTop.Listing.Filters;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Lines;

namespace CoreTop.Tui;

/// <content>The filter of the process list.</content>
internal sealed partial class MainScreen
{
    /// <summary>Asks for a filter, which narrows the list while it is typed; one that is not right yet changes nothing.</summary>
    public void AskFilter() => Ask(new Prompt(
        "Filter:", FilterDocs.Hint, List.Filter.Text, Narrow, AcceptFilter)
    {
        Check = text => RowFilter.TryParse(text, out _, out FilterError? error) ? null : error,
    });

    private void Narrow(string text)
    {
        if (RowFilter.TryParse(text, out RowFilter? filter, out _))
        {
            Choose(List with { Filter = filter });
        }
    }

    private string? AcceptFilter(string text)
    {
        if (!RowFilter.TryParse(text, out RowFilter? filter, out FilterError? error))
        {
            return $"The filter is not right. {error.Line}";
        }

        Choose(List with { Filter = filter });
        if (filter.Hint is { } hint)
        {
            Say(hint, StatusKind.Done);
        }

        return null;
    }
}
