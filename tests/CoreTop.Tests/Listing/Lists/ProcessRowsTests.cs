using CoreTop.Listing.Fields;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Lists;

public sealed class ProcessRowsTests
{
    private const ulong Second = 1_000_000_000;

    [Fact]
    public void The_busiest_come_first_and_equals_keep_the_order_of_their_pids()
    {
        Snapshot snapshot = Any.Snapshot(Busy(9, 0.5), Busy(3, 0.1), Busy(7, 0.5), Busy(5, 0.9));

        Assert.Equal([5, 7, 9, 3], Pids(snapshot, new ListOptions()));
        Assert.Equal([3, 7, 9, 5], Pids(snapshot, new ListOptions { IsReversed = true }));
    }

    [Fact]
    public void A_list_for_some_tasks_has_those_alone_and_their_threads_and_kernel_threads_although_hidden()
    {
        Snapshot snapshot = Any.Snapshot(
            Any.Process(pid: 100, threads: [Any.Thread(100), Any.Thread(101), Any.Thread(102)]),
            Busy(200, 0.5),
            Any.Process(pid: 300, mobility: TaskMobility.KernelThread));

        var options = new ListOptions { ShowsKernelThreads = false, Only = TaskSet.Of([(new TaskKey(101, 1000), 100), (new TaskKey(300, 1000), 300)]) };

        Assert.Equal([100, 101, 300], Rows(snapshot, options).Select(row => row.Task.Key.Tid).Order());
        Assert.Equal([100, 101, 300], Rows(snapshot, options with { IsTree = true }).Where(row => !row.Is(RowTraits.Context)).Select(row => row.Task.Key.Tid).Order());
        Assert.Equal([300], Rows(snapshot, options with { Only = TaskSet.Of([(new TaskKey(300, 1000), 300)]) }).Select(row => row.Task.Key.Tid));
    }

    [Fact]
    public void Every_column_sorts_without_losing_a_row()
    {
        Snapshot snapshot = Any.Snapshot(Busy(9, 0.5), Busy(3, 0.1), Busy(7, 0.5));

        Assert.All(ProcessColumns.All, column => Assert.Equal(
            [3, 7, 9], Pids(snapshot, new ListOptions { Sort = column }).Order()));
    }

    [Fact]
    public void Threads_follow_their_process_the_busiest_first_and_the_leader_is_one_of_them()
    {
        Snapshot snapshot = Any.Snapshot(
            Any.Process(
                pid: 100,
                threads:
                [
                    Any.Thread(100, run: 0), Any.Thread(101, run: Second / 10), Any.Thread(102, run: Second / 2),
                ]),
            Busy(200, 0.05));

        List<ProcessRow> rows = Rows(snapshot, new ListOptions { ShowsThreads = true });

        Assert.Equal([100, 102, 101, 100, 200], rows.Select(row => row.Task.Key.Tid));
        Assert.Equal([false, true, true, true, false], rows.Select(row => row.Thread is not null));
        Assert.Equal(rows.Count, rows.Select(row => row.Key).Distinct().Count());
    }

    [Fact]
    public void In_the_tree_children_stand_under_their_parent_in_sorted_order()
    {
        Snapshot snapshot = Any.Snapshot(
            Busy(1, 0, parent: 0), Busy(10, 0.1, parent: 1), Busy(20, 0.9, parent: 1), Busy(11, 0.5, parent: 10),
            Busy(30, 0.2, parent: 999));

        List<ProcessRow> rows = Rows(snapshot, new ListOptions { IsTree = true });

        Assert.Equal([30, 1, 20, 10, 11], rows.Select(row => row.Task.Pid));
        Assert.Equal([0, 0, 1, 1, 2], rows.Select(row => row.Depth));
    }

    [Fact]
    public void The_filter_by_cpu_keeps_what_last_ran_there()
    {
        Snapshot snapshot = Any.Snapshot(
            Any.Process(pid: 1, lastCpu: 6), Any.Process(pid: 2, lastCpu: 16), Any.Process(pid: 3, lastCpu: 6));

        Assert.Equal([1, 3], Pids(snapshot, new ListOptions { LastCpu = new CpuId(6) }).Order());
    }

    [Fact]
    public void Kernel_threads_and_idle_tasks_can_be_left_out()
    {
        Snapshot snapshot = Any.Snapshot(
            Busy(1, 0.5), Any.Process(pid: 2, state: TaskState.Sleeping, run: 0, wait: 0),
            Any.Process(pid: 3, mobility: TaskMobility.KernelBound), Any.Process(pid: 4, mobility: TaskMobility.KernelThread));

        Assert.Equal([1, 2], Pids(snapshot, new ListOptions { ShowsKernelThreads = false }).Order());
        Assert.Equal([1, 3, 4], Pids(snapshot, new ListOptions { HidesIdle = true }).Order());
    }

    private static ProcessSample Busy(int pid, double run, int parent = 1) =>
        Any.Process(pid: pid, run: (ulong)(run * Second), wait: 0, parent: parent);

    private static List<ProcessRow> Rows(Snapshot snapshot, ListOptions options)
    {
        var rows = new List<ProcessRow>();
        ProcessRows.Fill(rows, snapshot, options);
        return rows;
    }

    private static IEnumerable<int> Pids(Snapshot snapshot, ListOptions options) =>
        Rows(snapshot, options).Select(row => row.Task.Pid);
}
