using System.Globalization;
using System.Text;
using CoreTop.Analysis.Judging;
using CoreTop.Cells;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Verdict;

/// <summary>The tasks of a finding as a table: those that are alike share a row with their ids below it, and nothing is cut, as a long list takes several rows.</summary>
internal static class FindingTable
{
    private const int TaskCells = 8;
    private const int ShareCells = 7;
    private const int LeastList = 11;
    private const int LeastCommand = 16;

    // TASK, RUN and WAIT with the gaps behind them, and the gaps behind the two lists.
    private const int OtherCells = TaskCells + 1 + ShareCells + 1 + ShareCells + 2 + 1 + 1;

    /// <summary>The heading.</summary>
    /// <param name="tasks">At least one.</param>
    /// <param name="width">The cells there are.</param>
    public static string Heading(IReadOnlyList<FindingTask> tasks, int width)
    {
        (int affinity, int limit) = ListCells(tasks, width);
        return Row("TASK", "RUN", "WAIT", Padded("AFFINITY", affinity), Padded("LIMIT", limit), "COMMAND");
    }

    /// <summary>The rows.</summary>
    /// <param name="tasks">At least one.</param>
    /// <param name="width">The cells there are.</param>
    /// <param name="most">The most groups of like tasks.</param>
    /// <param name="left">How many tasks have no row.</param>
    public static List<string> Rows(IReadOnlyList<FindingTask> tasks, int width, int most, out int left)
    {
        (int affinity, int limit) = ListCells(tasks, width);
        List<string> rows = [];
        left = tasks.Count;
        foreach (IGrouping<string, FindingTask> alike in tasks.GroupBy(KeyOf).Take(most))
        {
            List<FindingTask> group = [.. alike];
            Add(rows, group, affinity, limit, width);
            left -= group.Count;
        }

        return rows;
    }

    // What their rows would say alike; how much they run and wait is a range.
    private static string KeyOf(FindingTask task) => $"{CommandOf(task)}\n{List(task.Affinity)}\n{List(task.Limit)}";

    private static string CommandOf(FindingTask task) => task.Tid == task.Pid ? task.Command : $"{task.Command}, a thread of {task.Pid}";

    // The shorter list has what it needs, as long as that leaves half of the room to the other.
    private static (int Affinity, int Limit) ListCells(IReadOnlyList<FindingTask> tasks, int width)
    {
        int affinity = LeastList, limit = LeastList, room = Math.Max(2 * LeastList, width - OtherCells - LeastCommand), half = room / 2;
        foreach (FindingTask task in tasks)
        {
            affinity = Math.Max(affinity, List(task.Affinity).Length);
            limit = Math.Max(limit, List(task.Limit).Length);
        }

        return affinity + limit <= room ? (affinity, limit)
            : limit <= half ? (room - limit, limit)
            : affinity <= half ? (affinity, room - affinity)
            : (half, half);
    }

    private static void Add(List<string> rows, List<FindingTask> group, int affinityCells, int limitCells, int width)
    {
        FindingTask first = group[0];
        string[] affinity = [.. WordWrap.Pieces(List(first.Affinity), affinityCells)], limit = [.. WordWrap.Pieces(List(first.Limit), limitCells)];
        rows.Add(Row(
            group.Count == 1 ? first.Tid.ToString(CultureInfo.InvariantCulture) : $"×{group.Count}",
            Shares(group.Select(static task => (double?)task.Run)),
            Shares(group.Select(static task => task.Wait)),
            Padded(affinity[0], affinityCells),
            Padded(limit[0], limitCells),
            CommandOf(first)));
        for (int i = 1; i < Math.Max(affinity.Length, limit.Length); i++)
        {
            string more = Row(
                string.Empty, string.Empty, string.Empty, Padded(affinity.ElementAtOrDefault(i), affinityCells),
                Padded(limit.ElementAtOrDefault(i), limitCells), string.Empty);
            rows.Add(more.TrimEnd());
        }

        if (group.Count > 1)
        {
            string indent = new(' ', TaskCells + 1);
            rows.AddRange(WordWrap.Pieces(Ids(group), Math.Max(LeastCommand, width - indent.Length)).Select(ids => indent + ids));
        }
    }

    // 8 %, 8-25 %, or ? where one of them is not known.
    private static string Shares(IEnumerable<double?> shares)
    {
        double least = double.MaxValue, most = 0;
        foreach (double? share in shares)
        {
            if (share is null)
            {
                return "?";
            }

            (least, most) = (Math.Min(least, share.Value), Math.Max(most, share.Value));
        }

        string end = Count.Percent(most);
        return Count.Percent(least) == end ? end : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(least * 100):0}-{end}");
    }

    // 3291-3301,3303
    private static string Ids(List<FindingTask> group)
    {
        int[] ids = [.. group.Select(static task => task.Tid).Order()];
        var text = new StringBuilder();
        for (int i = 0; i < ids.Length; i++)
        {
            int end = i;
            while (end + 1 < ids.Length && ids[end + 1] == ids[end] + 1)
            {
                end++;
            }

            text.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? string.Empty : ",")}{ids[i]}");
            text.Append(end > i ? string.Create(CultureInfo.InvariantCulture, $"-{ids[end]}") : string.Empty);
            i = end;
        }

        return text.ToString();
    }

    private static string List(CpuSet? cpus) => cpus?.ToString() ?? "?";

    private static string Padded(string? text, int cells) => (text ?? string.Empty).PadRight(cells);

    private static string Row(string task, string run, string wait, string affinity, string limit, string command) =>
        $"{task,TaskCells} {run,ShareCells} {wait,ShareCells}  {affinity} {limit} {command}";
}
