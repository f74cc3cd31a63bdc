namespace CoreTop.Cli.Text;

/// <summary>Says the same of many tasks in one line: the first by name, the others by their number.</summary>
internal static class TaskLines
{
    private const int MostLines = 3;

    /// <summary>A line for each task, or one line for all tasks with the same sentence when there are more than three.</summary>
    /// <param name="tasks">Each task's comm, its number, and the rest of a sentence that begins with it, without a full stop.</param>
    public static IEnumerable<string> Of(IEnumerable<(string Name, int Tid, string Why)> tasks)
    {
        foreach (IGrouping<string, (string Name, int Tid, string Why)> group in tasks.GroupBy(task => task.Why))
        {
            (string Name, int Tid, string Why)[] all = [.. group];
            if (all.Length > MostLines)
            {
                yield return $"{PlainText.Clean(all[0].Name)} {all[0].Tid} and {all.Length - 1} more: {PlainText.Clean(group.Key)}.";
                continue;
            }

            foreach ((string name, int tid, string why) in all)
            {
                yield return PlainText.OfTask(name, tid, why);
            }
        }
    }
}
