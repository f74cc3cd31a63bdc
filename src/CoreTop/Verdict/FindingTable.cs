using System.Globalization;
using CoreTop.Analysis.Judging;
using CoreTop.Cells;
using CoreTop.Model.Words;

namespace CoreTop.Verdict;

/// <summary>The tasks of a finding as a table in which nothing is cut: a long list of CPUs takes several rows.</summary>
internal static class FindingTable
{
    private const int LeastList = 11;
    private const int LeastCommand = 16;

    // TASK, RUN and WAIT with the gaps behind them, and the gaps behind the two lists.
    private const int OtherCells = 8 + 1 + 6 + 1 + 6 + 2 + 1 + 1;

    /// <summary>The heading and the rows.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="width">The cells there are.</param>
    public static List<string> Rows(ReadOnlySpan<FindingTask> tasks, int width)
    {
        int affinity = LeastList, limit = LeastList, room = Math.Max(2 * LeastList, width - OtherCells - LeastCommand);
        foreach (FindingTask task in tasks)
        {
            affinity = Math.Max(affinity, List(task.Affinity).Length);
            limit = Math.Max(limit, List(task.Limit).Length);
        }

        // The shorter list has what it needs, as long as that leaves half of the room to the other.
        int half = room / 2;
        (affinity, limit) = affinity + limit <= room ? (affinity, limit)
            : limit <= half ? (room - limit, limit)
            : affinity <= half ? (affinity, room - affinity)
            : (half, half);
        List<string> rows = [Row("TASK", "RUN", "WAIT", Padded("AFFINITY", affinity), Padded("LIMIT", limit), "COMMAND")];
        foreach (FindingTask task in tasks)
        {
            Add(rows, task, affinity, limit);
        }

        return rows;
    }

    private static void Add(List<string> rows, FindingTask task, int affinityCells, int limitCells)
    {
        string command = task.Tid == task.Pid ? task.Command : $"{task.Command}, a thread of {task.Pid}";
        string[] affinity = [.. WordWrap.Pieces(List(task.Affinity), affinityCells)], limit = [.. WordWrap.Pieces(List(task.Limit), limitCells)];
        rows.Add(Row(
            task.Tid.ToString(CultureInfo.InvariantCulture),
            Count.Percent(task.Run),
            task.Wait is { } wait ? Count.Percent(wait) : "?",
            Padded(affinity[0], affinityCells),
            Padded(limit[0], limitCells),
            command));
        for (int i = 1; i < Math.Max(affinity.Length, limit.Length); i++)
        {
            string more = Row(
                string.Empty, string.Empty, string.Empty, Padded(affinity.ElementAtOrDefault(i), affinityCells),
                Padded(limit.ElementAtOrDefault(i), limitCells), string.Empty);
            rows.Add(more.TrimEnd());
        }
    }

    private static string List(Model.Cpus.CpuSet? cpus) => cpus?.ToString() ?? "?";

    private static string Padded(string? text, int cells) => (text ?? string.Empty).PadRight(cells);

    private static string Row(string task, string run, string wait, string affinity, string limit, string command) =>
        $"{task,8} {run,6} {wait,6}  {affinity} {limit} {command}";
}
