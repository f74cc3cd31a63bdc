using System.Globalization;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Lists;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>What is asked about the list: the column that sorts, the user, the filter.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="list">The list.</param>
internal sealed class ListMenus(ScreenContext context, ProcessesState list)
{
    /// <summary>Asks which column sorts.</summary>
    public void PickSort()
    {
        var columns = ProcessColumns.ShownFirst(list.Options.Columns);
        context.Pick(new PickMenu(
            "Sort by",
            [.. columns.Select(column => new PickItem(column.Heading))],
            columns.IndexOf(list.Options.Sort),
            line => list.Choose(list.Options with { Sort = columns[line], IsReversed = false })));
    }

    /// <summary>Asks whose processes to show.</summary>
    public void PickUser()
    {
        if (context.Readings.Snapshot is not { } snapshot)
        {
            context.Messages.Say("The machine is still being read.", StatusKind.Refused);
            return;
        }

        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        string? current = null;
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Details is { } details)
            {
                counts[details.User] = counts.GetValueOrDefault(details.User) + 1;
                current = ProcessRows.IsOf(list.Options.User, details) ? details.User : current;
            }
        }

        string[] users = [.. counts.Keys];
        const string Everybody = "all users";
        int width = users.Append(Everybody).Max(name => Canvas.Columns(name));
        int digits = Number(snapshot.Processes.Length).Length;
        context.Pick(new PickMenu(
            "Show processes of",
            [
                new PickItem(Padded(Everybody), Number(snapshot.Processes.Length)),
                .. counts.Select(pair => new PickItem(Padded(pair.Key), Number(pair.Value).PadLeft(digits))),
            ],
            current is null ? 0 : Array.IndexOf(users, current) + 1,
            line => list.Choose(list.Options with { User = line == 0 ? null : users[line - 1] })));

        string Padded(string name) => name + new string(' ', width - Canvas.Columns(name));

        static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Asks for a filter, which narrows the list while it is typed; one that is not right yet changes nothing, and Esc brings the filter before back.</summary>
    public void AskFilter()
    {
        RowFilter before = list.Options.Filter;
        context.Ask(new Prompt(
            "Filter:", FilterDocs.Hint, before.Text, Narrow, AcceptFilter, () => list.Choose(list.Options with { Filter = before }))
        {
            Check = text => RowFilter.TryParse(text, out _, out FilterError? error) ? null : error,
        });
    }

    private void Narrow(string text)
    {
        if (RowFilter.TryParse(text, out RowFilter? filter, out _))
        {
            list.Choose(list.Options with { Filter = filter });
        }
    }

    private string? AcceptFilter(string text)
    {
        if (!RowFilter.TryParse(text, out RowFilter? filter, out FilterError? error))
        {
            return $"The filter is not right. {error.Line}";
        }

        list.Choose(list.Options with { Filter = filter });
        if (filter.Hint is { } hint)
        {
            context.Messages.Say(hint, StatusKind.Done);
        }

        return null;
    }
}
