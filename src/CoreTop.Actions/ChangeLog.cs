using System.Globalization;
using System.Text;
using CoreTop.Actions.Storage;
using CoreTop.Kernel.Logging;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>Tells the system log of each batch that was made or taken back, in one line as sudo's are.</summary>
/// <param name="log">The log.</param>
/// <param name="user">Who sits behind this program.</param>
/// <param name="time">The clock.</param>
/// <seealso href="docs/decisions/0022-the-system-log.md"/>
public sealed class ChangeLog(SystemLog log, LoginUser user, TimeProvider time)
{
    private const int MostGroups = 6, LongestSummary = 120;
    private const string Program = "coretop";

    /// <summary>Whether anything should be written, asked before each line.</summary>
    public Func<bool> IsOn { get; init; } = () => true;

    /// <summary>Writes the line; nothing when nothing was changed.</summary>
    /// <param name="what">What the user did.</param>
    /// <param name="value">Which kind of value it changed.</param>
    /// <param name="changes">What became of it.</param>
    /// <returns>A sentence when there is a log and it did not take the line; null otherwise.</returns>
    internal string? Write(string what, StoredValue value, IReadOnlyCollection<TaskChange> changes)
    {
        if (changes.Count == 0 || !IsOn())
        {
            return null;
        }

        return log.Write(Program, Environment.ProcessId, time.GetLocalNow(), Text(user, what, value, changes)) is { } problem
            ? $"The system log did not take the line about this change ({problem}); the change was made."
            : null;
    }

    /// <summary>The line. Names of tasks, which anybody may choose, cannot end a field: they hold no blank, semicolon or comma.</summary>
    internal static string Text(LoginUser user, string what, StoredValue value, IReadOnlyCollection<TaskChange> changes)
    {
        var groups = changes.GroupBy(change => (change.Pid, change.FromText, change.ToText)).ToList();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Word(user.Name)} : TTY={Word(user.Terminal)} ; CHANGE={Phrase(what)} ; TASKS={changes.Count} ; {value.Words.LogField}=");
        text.AppendJoin(", ", groups.Take(MostGroups).Select(Group));
        return groups.Count > MostGroups
            ? text.Append(CultureInfo.InvariantCulture, $", and {groups.Skip(MostGroups).Sum(group => group.Count())} tasks more").ToString()
            : text.ToString();
    }

    private static string Group(IEnumerable<TaskChange> group)
    {
        TaskChange first = group.First();
        int count = group.Count();
        TaskChange named = group.FirstOrDefault(change => change.Task.Tid == change.Pid) ?? first;
        string tasks = count > 1 ? string.Create(CultureInfo.InvariantCulture, $" x{count}")
            : first.Task.Tid != first.Pid ? string.Create(CultureInfo.InvariantCulture, $" task {first.Task.Tid}")
            : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{Word(named.Name)}[{named.Pid}]{tasks} {first.FromText} -> {first.ToText}");
    }

    private static string Word(string name) => string.Concat(name.Select(letter => char.IsWhiteSpace(letter) || letter is ';' or ',' or '=' or '[' or ']' ? '_' : letter));

    private static string Phrase(string text) => (text.Length > LongestSummary ? text[..LongestSummary] : text).Replace(';', '_').Replace('=', '_');
}
