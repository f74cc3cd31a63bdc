using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Model.Sampling;

public sealed class SnapshotBoundsTests
{
    private static readonly CpuBounds Mine = new(CpuSet.Of(2, 3, 10, 11), "mine", "the cpuset of /job");

    [Fact]
    public void Within_bounds_the_machine_has_those_CPUs_and_the_whole_one_is_at_hand()
    {
        Snapshot whole = AnySnapshot.Of(AnyTopology.Of(16, nodes: 2, smt: 2), cpu => cpu.Number < 4 ? 1 : 0);
        Snapshot within = whole.Within(Mine);

        Assert.Equal("2-3,10-11", within.Topology.Online.ToString());
        Assert.Equal(2.0, within.BusyCores);
        Assert.Equal(4.0, within.Whole.BusyCores);
        Assert.Same(whole, within.Whole);
        Assert.Same(whole, within.Within(null));
        Assert.Same(whole, whole.Whole);
        Assert.Equal("10", within.FindCpu(new CpuId(10))?.Cpu.ToString());
        Assert.Null(within.FindCpu(new CpuId(4)));
        Assert.Same(within.Topology, whole.Within(Mine with { Name = "other" }).Topology);
    }

    [Fact]
    public void Other_bounds_are_of_the_whole_machine_too()
    {
        Snapshot whole = AnySnapshot.Of(AnyTopology.Of(4), _ => 1);

        Snapshot other = whole.Within(new CpuBounds(CpuSet.Of(0), "a", "a")).Within(new CpuBounds(CpuSet.Of(3), "b", "b"));

        Assert.Equal("3", other.Topology.Online.ToString());
    }

    [Fact]
    public void Where_none_of_them_is_online_any_more_the_whole_machine_is_shown()
    {
        Snapshot whole = AnySnapshot.Of(AnyTopology.Of(4, offline: CpuSet.Of(3)), _ => 1);

        Assert.Same(whole, whole.Within(new CpuBounds(CpuSet.Of(3), "mine", "x")));
    }

    [Fact]
    public void Numbers_of_nodes_caches_and_cores_stay()
    {
        CpuTopology part = AnyTopology.Of(16, nodes: 2, smt: 2, cachesPerNode: 2).Within(CpuSet.Of(6, 7, 14));

        Assert.Equal([1], part.Nodes.Select(node => node.Number));
        Assert.Equal(["", "", "", "6-7,14"], part.LastLevelCaches.Select(cache => cache.ToString()));
        Assert.Equal("7", part.Cores[part.Find(new CpuId(7))!.Core!.Value].ToString());
        Assert.Equal("7,15", part.Find(new CpuId(7))!.Siblings.ToString());
    }

    [Theory]
    [InlineData("0-15", 0, true)]
    [InlineData("3", 3, true)]
    [InlineData("5", 5, false)]
    [InlineData("5", 2, true)]
    [InlineData(null, 5, true)]
    public void The_list_keeps_tasks_that_may_run_there_or_did_last(string? mask, int on, bool isKept)
    {
        ProcessLoad process = AnySnapshot.Process(7, cpu: on, affinity: mask is null ? null : Set(mask));

        Assert.Equal(isKept, Rows(process) == 1);
    }

    [Fact]
    public void A_process_is_kept_when_one_of_its_threads_may_run_there()
    {
        ProcessLoad process = AnySnapshot.Process(
            7, cpu: 5, affinity: Set("5"), threads: [AnySnapshot.Thread(7, 7, cpu: 5, affinity: Set("5")), AnySnapshot.Thread(8, 7, cpu: 5, affinity: Set("3,5"))]);

        Assert.Equal(1, Rows(process));
        Assert.Equal(1, Rows(process with { Threads = [] }));
        Assert.Equal(0, Rows(process with { Threads = [], IsAffinityMixed = false }));
    }

    [Fact]
    public void Counts_are_of_those_tasks()
    {
        Snapshot whole = AnySnapshot.Of(
            AnyTopology.Of(16), _ => 0,
            AnySnapshot.Process(7, run: 1, cpu: 3, affinity: Set("3")), AnySnapshot.Process(8, run: 1, cpu: 5, affinity: Set("5")), AnySnapshot.Process(9, cpu: 5));

        Assert.Equal((3, 2), Counts(whole));
        Assert.Equal((2, 1), Counts(whole.Within(Mine)));
    }

    private static (int Total, int Running) Counts(Snapshot snapshot)
    {
        TaskCounts counts = CountedTasks.Processes(snapshot, new ListOptions());
        return (counts.Total, counts.Running);
    }

    private static int Rows(ProcessLoad process)
    {
        var rows = new List<ProcessRow>();
        ProcessRows.Fill(rows, AnySnapshot.Of(AnyTopology.Of(16), _ => 0, process).Within(Mine), new ListOptions());
        return rows.Count;
    }

    private static CpuSet Set(string list) => CpuList.TryParse(list, out CpuSet cpus) ? cpus : throw new ArgumentException(list);
}
