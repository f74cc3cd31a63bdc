using System.Runtime.InteropServices;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Lists;

/// <summary>Makes the rows of the list from a snapshot: filter, order, threads, tree. Pure, except for the list it fills.</summary>
internal static class ProcessRows
{
    /// <summary>Fills <paramref name="rows"/> with the rows to show, in order.</summary>
    /// <param name="rows">The rows shown before.</param>
    /// <param name="snapshot">What there is.</param>
    /// <param name="options">What to show.</param>
    /// <param name="memory">What is remembered from one filling to the next; null for a list that is filled once.</param>
    public static void Fill(List<ProcessRow> rows, Snapshot snapshot, ListOptions options, ListMemory? memory = null)
    {
        memory ??= new ListMemory();
        if (memory.IsHeld)
        {
            memory.RememberOrder(rows);
        }

        rows.Clear();
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (IsShown(process, options, memory) && snapshot.MayRunHere(process))
            {
                RowTraits traits = memory.Changes.IsNew(process) ? RowTraits.New : RowTraits.None;
                Add(rows, new ProcessRow(process, Thread: null, Depth: 0) { Traits = traits }, options);
            }
        }

        foreach (ProcessLoad process in memory.Changes.Ended)
        {
            if (IsShown(process, options, memory) && snapshot.MayRunHere(process))
            {
                rows.Add(new ProcessRow(process, Thread: null, Depth: 0) { Traits = RowTraits.Ended });
            }
        }

        Comparison<ProcessRow> order = Order(snapshot, options, memory);
        if (options.IsGrouped)
        {
            memory.Groups.Arrange(rows, snapshot, options, order, memory.IsHeld ? row => memory.PlaceOf(row) : null);
            return;
        }

        memory.Groups.Forget();
        rows.Sort(order);
        if (options.IsTree)
        {
            memory.Tree.Arrange(rows, snapshot, options, order);
            return;
        }

        if (options is { ListsThreads: true, ShowsThreadsAlone: false })
        {
            AddThreads(rows, order);
        }

        Narrow(rows, snapshot, options);
    }

    /// <summary>How many tagged rows the options leave out of <paramref name="shown"/>.</summary>
    public static int CountHidden(IReadOnlyCollection<RowKey> tagged, List<ProcessRow> shown)
    {
        int visible = 0;
        foreach (ProcessRow row in shown)
        {
            visible += row.Group is { } group && row.Is(RowTraits.Folded) ? CountTagged(tagged, group)
                : tagged.Contains(row.Key) ? 1
                : 0;
        }

        return tagged.Count - visible;
    }

    /// <summary>How many processes of a group are tagged.</summary>
    public static int CountTagged(IReadOnlyCollection<RowKey> tagged, TaskGroup group)
    {
        int count = 0;
        if (tagged.Count > 0)
        {
            foreach (ProcessLoad member in group.Members)
            {
                count += tagged.Contains(new RowKey(member.Key, IsThread: false)) ? 1 : 0;
            }
        }

        return count;
    }

    private static void Add(List<ProcessRow> rows, in ProcessRow row, ListOptions options)
    {
        if (!options.ShowsThreadsAlone || options.IsTree || options.IsGrouped || row.Process.Threads.Length < 2)
        {
            rows.Add(row);
            return;
        }

        foreach (TaskLoad thread in row.Process.Threads)
        {
            rows.Add(row with { Thread = thread });
        }
    }

    private static bool IsShown(ProcessLoad process, ListOptions options, ListMemory memory) =>
        (options.ShowsKernelThreads || !process.IsKernelThread || memory.ShowsKernelThread?.Invoke(process) == true
            || options.Only?.HasProcess(process.Pid) == true)
        && IsChosen(process, options);

    /// <summary>Whether the process is one of those that the list is for, by PID and by user.</summary>
    public static bool IsChosen(ProcessLoad process, ListOptions options) =>
        (options.Pids is null || options.Pids.Contains(process.Pid))
        && (options.User is not { } user
            || (user is ['!', .. var other] ? process.Details is not null && !IsOf(other, process.Details) : IsOf(user, process.Details)));

    /// <summary>Whether the process is of this effective user, a name or a number; false while that is not known.</summary>
    public static bool IsOf(string? user, ProcessDetails? details) =>
        details is not null && user is not null
        && (details.User == user || (uint.TryParse(user, out uint uid) && uid == unchecked((uint)details.Uid)));

    // Rows that compare equal keep one order, or the list would dance.
    private static Comparison<ProcessRow> Order(Snapshot snapshot, ListOptions options, ListMemory memory)
    {
        RowOrder natural = options.Sort.OrderIn?.Invoke(snapshot) ?? options.Sort.Order;
        int sign = options.IsReversed ? -1 : 1;
        bool isHeld = memory.IsHeld;
        return (left, right) =>
        {
            int order = isHeld ? memory.PlaceOf(left).CompareTo(memory.PlaceOf(right)) : 0;
            order = order != 0 ? order : sign * natural(left, right);
            return order != 0 ? order : left.Task.Key.Tid.CompareTo(right.Task.Key.Tid);
        };
    }

    private static void Narrow(List<ProcessRow> rows, Snapshot snapshot, ListOptions options)
    {
        if (options.HidesIdle || options.LastCpu is not null || options.Only is not null || options.Filter != RowFilter.None)
        {
            rows.RemoveAll(row => !options.Lets(row, snapshot));
        }
    }

    private static void AddThreads(List<ProcessRow> rows, Comparison<ProcessRow> order)
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
}
