using System.Globalization;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Rows;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Lines;

namespace CoreTop.Tui;

/// <content>Going to the next task that has a text.</content>
internal sealed partial class MainScreen
{
    private string _search = string.Empty;
    private StatusMessage? _notFound;

    /// <summary>Asks for a text and goes to the first task that has it while it is typed; F3 goes on to the next one found before.</summary>
    public void AskSearch()
    {
        if (_pressed == "F3" && _search.Length > 0)
        {
            SearchAgain(1);
            return;
        }

        int start = Cursor.Index;
        Ask(new Prompt(
            "Search:", "F3 next, Shift-F3 before; Enter keeps", string.Empty, text => Search(text, start, 1), KeepSearch)
        {
            Again = step => Search(Prompt!.Text, Cursor.Index + step, step),
        });
    }

    /// <summary>Goes to the next task that has the text looked for last, or to the one before.</summary>
    /// <param name="step">1 forwards, -1 backwards.</param>
    public void SearchAgain(int step)
    {
        if (_search.Length == 0)
        {
            Say("Nothing was looked for yet: / asks for a text.", StatusKind.Refused);
            return;
        }

        Search(_search, Cursor.Index + step, step);
    }

    private string? KeepSearch(string text)
    {
        _search = text;
        return null;
    }

    // The beginning of a PID is enough, and a whole one goes before all else.
    private void Search(string text, int from, int step)
    {
        if (text.Length == 0)
        {
            return;
        }

        RowFilter wanted = RowFilter.TryParse(text, out RowFilter? parsed, out _) ? parsed : RowFilter.Containing(text);
        int exact = Rows.FindIndex(row => Id(row) == text);
        bool isFound = exact >= 0 || Find(row => wanted.Lets(row) || Id(row).StartsWith(text, StringComparison.Ordinal), from, step, out exact);
        if (isFound)
        {
            Message = ReferenceEquals(Message, _notFound) ? null : Message;
            MoveCursorTo(exact);
            return;
        }

        Say($"No task has \"{text}\".", StatusKind.Refused);
        _notFound = Message;
    }

    private bool Find(Predicate<ProcessRow> isWanted, int from, int step, out int index)
    {
        for (int i = 0; i < Rows.Count; i++)
        {
            index = (int)((from + ((long)i * step) + (2L * Rows.Count)) % Rows.Count);
            if (isWanted(Rows[index]))
            {
                return true;
            }
        }

        index = -1;
        return false;
    }

    private static string Id(in ProcessRow row) => row.Task.Key.Tid.ToString(CultureInfo.InvariantCulture);
}
