using System.Globalization;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Job;

/// <summary>The tasks of the job view as lines that are searched: by rank, PID or thread id, or a part of the name.</summary>
/// <param name="state">What is shown.</param>
internal sealed class SearchedJob(JobState state) : ISearched
{
    /// <inheritdoc/>
    public int Count => state.Rows.Count;

    /// <inheritdoc/>
    public int Current => state.Cursor.Index;

    /// <inheritdoc/>
    public Predicate<int> Matcher(string text) => line => state.Rows[line].Row.Task.Name.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public int? Exact(string text)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return null;
        }

        int line = state.Rows.FindIndex(row => row.Rank == number);
        line = line >= 0 ? line : state.Rows.FindIndex(row => row.Row.Task.Key.Tid == number || row.Row.Process.Pid == number);
        return line >= 0 ? line : null;
    }

    /// <inheritdoc/>
    public void Show(int line, string text) => state.MoveTo(line);

    /// <inheritdoc/>
    public string NotFound(string text) => $"No task here has the rank, the PID or the name \"{text}\".";
}
