using System.Globalization;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Rows;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>Goes to the next task that has a text.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="list">The list.</param>
internal sealed class ListSearch(ScreenContext context, ProcessesState list)
{
    private string _text = string.Empty;
    private StatusMessage? _notFound;

    /// <summary>Asks for a text and goes to the first task that has it while it is typed. F3 goes to the next one with the text searched for last, and keeps the question open.</summary>
    public void Ask(KeyPress press)
    {
        int start = list.Cursor.Index;
        string last = _text.Length > 0 ? $" \"{_text}\"" : string.Empty;
        context.Ask(new Prompt(
            "Search:", $"F3 next{last}, Shift-F3 previous", string.Empty, text => Find(text, start, 1), Keep)
        {
            Again = (text, step) => Find(text.Length > 0 ? text : _text, list.Cursor.Index + step, step),
        });
        if (press.Name == "F3" && _text.Length > 0)
        {
            Again(1);
        }
    }

    /// <summary>The text looked for last; null when nothing was.</summary>
    public string? Text => _text.Length > 0 ? _text : null;

    /// <summary>Forgets the text looked for last.</summary>
    public void Forget() => _text = string.Empty;

    /// <summary>Goes to the next task that has the text looked for last, or to the one before.</summary>
    /// <param name="step">1 forwards, -1 backwards.</param>
    public void Again(int step)
    {
        if (_text.Length == 0)
        {
            context.Messages.Say("There is no search to continue: / asks for a text.", StatusKind.Refused);
            return;
        }

        Find(_text, list.Cursor.Index + step, step);
    }

    private static string Id(in ProcessRow row) => row.Task.Key.Tid.ToString(CultureInfo.InvariantCulture);

    private string? Keep(string text)
    {
        _text = text.Length > 0 ? text : _text;
        return null;
    }

    // The beginning of a PID is enough, and a whole one goes before all else.
    private void Find(string text, int from, int step)
    {
        if (text.Length == 0)
        {
            return;
        }

        RowFilter wanted = RowFilter.TryParse(text, out RowFilter? parsed, out _) ? parsed : RowFilter.Containing(text);
        int exact = list.Rows.FindIndex(row => Id(row) == text);
        bool isFound = exact >= 0 || Find(row => wanted.Lets(row, context.Readings.Snapshot!) || Id(row).StartsWith(text, StringComparison.Ordinal), from, step, out exact);
        if (isFound)
        {
            context.Messages.Current = ReferenceEquals(context.Messages.Current, _notFound) ? null : context.Messages.Current;
            list.MoveTo(exact);
            return;
        }

        context.Messages.Say($"No task has \"{text}\".", StatusKind.Refused);
        _notFound = context.Messages.Current;
    }

    private bool Find(Predicate<ProcessRow> isWanted, int from, int step, out int index)
    {
        List<ProcessRow> rows = list.Rows;
        for (int i = 0; i < rows.Count; i++)
        {
            index = (int)((from + ((long)i * step) + (2L * rows.Count)) % rows.Count);
            if (isWanted(rows[index]))
            {
                return true;
            }
        }

        index = -1;
        return false;
    }
}
