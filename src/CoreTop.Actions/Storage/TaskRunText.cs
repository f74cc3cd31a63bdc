using System.Globalization;
using System.Text;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions.Storage;

/// <summary>
/// Many tasks in few characters: each as <c>tid@start</c>, separated by commas, and given by how much it is above the one
/// before. A tid that is one above, and a start that is the same, are left out: <c>700@5000,,,2@1</c> are 700, 701 and 702,
/// started at 5000, and 704, started at 5001. No text names more tasks than it has characters.
/// </summary>
internal static class TaskRunText
{
    /// <summary>The text of tasks in ascending order of their tids.</summary>
    public static string Write(IEnumerable<TaskKey> tasks)
    {
        var text = new StringBuilder();
        TaskKey before = default;
        foreach (TaskKey task in tasks)
        {
            text.Append(text.Length == 0 ? string.Empty : ",");
            int tid = task.Tid - before.Tid;
            long start = unchecked((long)(task.StartTicks - before.StartTicks));
            text.Append(tid == 1 && before.Tid > 0 ? string.Empty : tid.ToString(CultureInfo.InvariantCulture));
            text.Append(start == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"@{start}"));
            before = task;
        }

        return text.ToString();
    }

    /// <summary>Reads it back.</summary>
    /// <returns>Null for any other text.</returns>
    public static List<TaskKey>? Read(string text)
    {
        var tasks = new List<TaskKey>();
        TaskKey before = default;
        foreach (Range part in text.AsSpan().Split(','))
        {
            ReadOnlySpan<char> task = text.AsSpan()[part];
            int at = task.IndexOf('@');
            ReadOnlySpan<char> tidText = at < 0 ? task : task[..at], startText = at < 0 ? [] : task[(at + 1)..];
            int tid = 1;
            long start = 0;
            if ((!tidText.IsEmpty && !int.TryParse(tidText, NumberStyles.None, CultureInfo.InvariantCulture, out tid))
                || (at >= 0 && !long.TryParse(startText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out start))
                || tid < 1 || tid > int.MaxValue - before.Tid)
            {
                return null;
            }

            before = new TaskKey(before.Tid + tid, unchecked(before.StartTicks + (ulong)start));
            tasks.Add(before);
        }

        return tasks;
    }
}
