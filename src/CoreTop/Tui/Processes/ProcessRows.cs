using System.Runtime.InteropServices;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tui.Filters;

namespace CoreTop.Tui.Processes;

/// <summary>Makes the rows of the list from a snapshot: filter, order, threads, tree. Pure, but for the list it fills.</summary>
internal static class ProcessRows
{
    /// <summary>Fills <paramref name="rows"/> with the rows to show, in order.</summary>
    public static void Fill(List<ProcessRow> rows, Snapshot snapshot, ListOptions options)
    {
        rows.Clear();
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (IsShown(process, options))
            {
                rows.Add(new ProcessRow(process, Thread: null, Depth: 0));
            }
        }

        Comparison<ProcessRow> order = Order(options);
        rows.Sort(order);
        if (options.IsTree)
        {
            ArrangeAsTree(rows);
        }

        if (options.ShowsThreads)
        {
            AddThreads(rows, options, order);
        }

        Narrow(rows, options);
    }

    /// <summary>How many tagged rows the options leave out of <paramref name="shown"/>.</summary>
    public static int CountHidden(IReadOnlyCollection<RowKey> tagged, List<ProcessRow> shown)
    {
        int visible = 0;
        foreach (ProcessRow row in shown)
        {
            if (tagged.Contains(row.Key))
            {
                visible++;
            }
        }

        return tagged.Count - visible;
    }

    private static bool IsShown(ProcessLoad process, ListOptions options) =>
        (options.ShowsKernelThreads || process.Mobility is not (TaskMobility.KernelThread or TaskMobility.KernelBound))
        && (options.Pids is null || options.Pids.Contains(process.Pid))
        && (options.User is null || IsOf(options.User, process.Details));

    private static bool IsOf(string user, ProcessDetails? details) =>
        details is not null
        && (details.User == user || (uint.TryParse(user, out uint uid) && uid == unchecked((uint)details.Uid)));

    // Rows that compare equal keep one order, or the list would dance.
    private static Comparison<ProcessRow> Order(ListOptions options)
    {
        RowOrder natural = options.Sort.Order;
        int sign = options.IsReversed ? -1 : 1;
        return (left, right) =>
        {
            int order = sign * natural(left, right);
            return order != 0 ? order : left.Task.Key.Tid.CompareTo(right.Task.Key.Tid);
        };
    }

    private static void Narrow(List<ProcessRow> rows, ListOptions options)
    {
        if (!options.HidesIdle && options.LastCpu is null && options.Filter == RowFilter.None)
        {
            return;
        }

        rows.RemoveAll(row =>
            (options.HidesIdle && row.Task.Run == 0 && row.Task.Wait is null or 0 && row.Task.State != TaskState.Running)
            || (options.LastCpu is { } cpu && row.Task.LastCpu != cpu)
            || !options.Filter.Lets(row));
    }

    private static void AddThreads(List<ProcessRow> rows, ListOptions options, Comparison<ProcessRow> order)
    {
        ProcessRow[] processes = [.. rows];
        rows.Clear();
        foreach (ProcessRow process in processes)
        {
            rows.Add(process);
            int first = rows.Count;
            if (process.Process.Threads.Length < 2)
            {
                continue;
            }

            foreach (TaskLoad thread in process.Process.Threads)
            {
                rows.Add(new ProcessRow(process.Process, thread, process.Depth + 1));
            }

            CollectionsMarshal.AsSpan(rows)[first..].Sort(order);
        }
    }

    // Siblings keep the order of the sorted list; one whose parent is not shown stands at the top level.
    private static void ArrangeAsTree(List<ProcessRow> rows)
    {
        var children = new Dictionary<int, List<ProcessRow>>();
        var shown = new HashSet<int>(rows.Count);
        foreach (ProcessRow row in rows)
        {
            shown.Add(row.Process.Pid);
        }

        foreach (ProcessRow row in rows)
        {
            int parent = row.Process.ParentPid == row.Process.Pid || !shown.Contains(row.Process.ParentPid)
                ? 0
                : row.Process.ParentPid;
            if (!children.TryGetValue(parent, out List<ProcessRow>? siblings))
            {
                children.Add(parent, siblings = []);
            }

            siblings.Add(row);
        }

        rows.Clear();
        var pending = new Stack<ProcessRow>();
        Push(children, parent: 0, depth: 0, pending);
        while (pending.TryPop(out ProcessRow row))
        {
            rows.Add(row);
            Push(children, row.Process.Pid, row.Depth + 1, pending);
        }
    }

    private static void Push(
        Dictionary<int, List<ProcessRow>> children, int parent, int depth, Stack<ProcessRow> pending)
    {
        // Taken out, so that a parent loop made by a reused PID ends.
        if (!children.Remove(parent, out List<ProcessRow>? rows))
        {
            return;
        }

        for (int i = rows.Count - 1; i >= 0; i--)
        {
            pending.Push(rows[i] with { Depth = depth });
        }
    }
}
