using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Tree;

public sealed class TreeTests
{
    private static readonly Snapshot Family = AnySnapshot.Of(
        AnyTopology.Of(4),
        _ => 0,
        AnySnapshot.Process(1, "init", parent: 0),
        AnySnapshot.Process(10, "shell", parent: 1, run: 0.1, wait: 0.2),
        AnySnapshot.Process(11, "make", parent: 10, run: 0.5, wait: 0.25),
        AnySnapshot.Process(12, "cc", parent: 11, run: 1, wait: 0.5),
        AnySnapshot.Process(20, "cron", parent: 1));

    [Fact]
    public void Lines_lead_from_each_parent_to_its_children() => Assert.Equal(
        [
            "init",
            "├─ shell",
            "│ └─ make",
            "│   └─ cc",
            "└─ cron",
        ],
        Drawn(Family, new ListOptions()));

    [Fact]
    public void A_folded_branch_is_one_row_with_the_sums_of_all_that_is_below_it()
    {
        List<ProcessRow> rows = Rows(Family, new ListOptions { Folded = Keys(10) });

        Assert.Equal(["init", "├+ shell", "└─ cron"], rows.Select(row => Command(row)));
        Assert.Equal(1.6, rows[1].Task.Run, 6);
        Assert.Equal(0.95, rows[1].Task.Wait!.Value, 6);
        Assert.Equal(3 * 230_000_000UL, rows[1].Process.ResidentBytes);
        Assert.Equal(0.009, rows[1].Process.MemoryShare, 6);
        Assert.Equal(10, rows[1].Key.Task.Tid);
        Assert.Equal("+ init", Command(Assert.Single(Rows(Family, new ListOptions { Folded = Keys(1) }))));
    }

    [Fact]
    public void A_folded_branch_is_sorted_by_the_sum_that_it_shows()
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(4),
            _ => 0,
            AnySnapshot.Process(1, "init", parent: 0),
            AnySnapshot.Process(10, "shell", parent: 1),
            AnySnapshot.Process(11, "cc", parent: 10, run: 0.5),
            AnySnapshot.Process(12, "cc", parent: 10, run: 0.5),
            AnySnapshot.Process(20, "cron", parent: 1, run: 0.6));

        Assert.Equal([1, 20, 10, 11, 12], ByCpu([]));
        Assert.Equal([1, 10, 20], ByCpu(Keys(10)));

        int[] ByCpu(ImmutableHashSet<TaskKey> folded) =>
            [.. Rows(snapshot, new ListOptions { Folded = folded }, ProcessColumns.Cpu).Select(row => row.Task.Pid)];
    }

    [Fact]
    public void What_was_folded_and_has_no_children_any_more_is_an_ordinary_row()
    {
        Assert.Equal(Drawn(Family, new ListOptions()), Drawn(Family, new ListOptions { Folded = Keys(12, 20) }));
    }

    [Fact]
    public void A_filter_keeps_the_ancestors_of_what_it_lets_through_and_marks_them()
    {
        List<ProcessRow> rows = Rows(Family, new ListOptions { Filter = Filter("name=make") });

        Assert.Equal(["init", "└─ shell", "  └─ make"], rows.Select(row => Command(row)));
        Assert.Equal([true, true, false], rows.Select(row => row.Is(RowTraits.Context)));
    }

    [Fact]
    public void A_match_in_a_folded_branch_keeps_the_branch()
    {
        List<ProcessRow> rows = Rows(Family, new ListOptions { Filter = Filter("name=cc"), Folded = Keys(10) });

        Assert.Equal(["init", "└+ shell"], rows.Select(row => Command(row)));
    }

    [Fact]
    public void Threads_stand_under_their_process_before_its_children()
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(4),
            _ => 0,
            AnySnapshot.Process(1, "init", parent: 0, threads: [AnySnapshot.Thread(1, 1), AnySnapshot.Thread(2, 1, run: 0.5)]),
            AnySnapshot.Process(10, "shell", parent: 1, threads: [AnySnapshot.Thread(10, 10), AnySnapshot.Thread(11, 10)]));
        var options = new ListOptions { ShowsThreads = true };

        Assert.Equal(
            ["init", "├─ thread", "├─ thread", "└─ shell", "  ├─ thread", "  └─ thread"], Drawn(snapshot, options));
        Assert.Equal([1, 1, 2, 10, 10, 11], Rows(snapshot, options).Select(row => row.Task.Key.Tid));
        Assert.Equal(["init", "└+ shell"], Drawn(snapshot, options with { Folded = Keys(10), ShowsThreads = true }).Where(line => !line.EndsWith("thread", StringComparison.Ordinal)));
        Assert.Equal(["+ init"], Drawn(snapshot, options with { Folded = Keys(1) }));
    }

    [Fact]
    public void Parent_loops_and_long_chains_lose_no_row()
    {
        Snapshot loop = AnySnapshot.Of(
            AnyTopology.Of(4), _ => 0,
            AnySnapshot.Process(5, parent: 7), AnySnapshot.Process(6, parent: 5), AnySnapshot.Process(7, parent: 6),
            AnySnapshot.Process(8, parent: 8), AnySnapshot.Process(9, parent: 5));
        Assert.Equal([5, 6, 7, 8, 9], Rows(loop, new ListOptions()).Select(row => row.Task.Pid).Order());

        Snapshot chain = AnySnapshot.Of(
            AnyTopology.Of(4), _ => 0, [.. Enumerable.Range(1, 20_000).Select(pid => AnySnapshot.Process(pid, parent: pid - 1))]);
        List<ProcessRow> rows = Rows(chain, new ListOptions());
        Assert.Equal(20_000, rows.Count);
        Assert.All([60, 63, 64, 65, 66, 300, 19_999], depth => Assert.EndsWith("└─ worker", Command(rows[depth], room: 70_000), StringComparison.Ordinal));
    }

    [Fact]
    public void Random_trees_keep_every_row_under_its_parent_whatever_is_folded()
    {
        var random = new Random(7);
        for (int i = 0; i < 200; i++)
        {
            int count = random.Next(1, 40);
            ProcessLoad[] processes =
                [.. Enumerable.Range(1, count).Select(pid => AnySnapshot.Process(pid, parent: random.Next(0, pid), run: random.Next(4) / 4.0))];
            ImmutableHashSet<TaskKey> folded = Keys([.. Enumerable.Range(1, count).Where(_ => random.Next(4) == 0)]);
            Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(4), _ => 0, processes);
            Dictionary<int, int> parents = processes.ToDictionary(process => process.Pid, process => process.ParentPid);

            List<ProcessRow> rows = Rows(snapshot, new ListOptions { Folded = folded });

            bool IsHidden(int pid) => parents.TryGetValue(pid, out int parent) && parent != 0 && (folded.Contains(new TaskKey(parent, 1000)) || IsHidden(parent));
            Assert.Equal(parents.Keys.Where(pid => !IsHidden(pid)).Order(), rows.Select(row => row.Task.Pid).Order());
            Assert.Equal(processes.Sum(process => process.Run), rows.Sum(row => row.Task.Run), 6);
            var path = new List<int>();
            foreach (ProcessRow row in rows)
            {
                path.RemoveRange(row.Depth, path.Count - row.Depth);
                Assert.Equal(path.LastOrDefault(), parents[row.Task.Pid]);
                path.Add(row.Task.Pid);
            }
        }
    }

    [Fact]
    public void Tagged_rows_in_a_folded_branch_count_as_hidden()
    {
        List<ProcessRow> rows = Rows(Family, new ListOptions { Folded = Keys(10) });

        Assert.Equal(2, ProcessRows.CountHidden([Key(10), Key(11), Key(12), Key(20)], rows));
    }

    [Fact]
    public void Filling_ten_thousand_rows_again_allocates_nothing_for_each_of_them()
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(4), _ => 0, [.. Enumerable.Range(1, 10_000).Select(pid => AnySnapshot.Process(pid, parent: pid / 8))]);
        var rows = new List<ProcessRow>();
        var memory = new ListMemory();
        foreach (ListOptions options in new[] { new ListOptions(), new ListOptions { IsTree = true } })
        {
            ProcessRows.Fill(rows, snapshot, options, memory);
            long before = GC.GetAllocatedBytesForCurrentThread();
            ProcessRows.Fill(rows, snapshot, options, memory);

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        }
    }

    private static RowFilter Filter(string text) => RowFilter.TryParse(text, out RowFilter? filter, out _) ? filter : RowFilter.None;

    private static RowKey Key(int pid) => new(new TaskKey(pid, 1000), IsThread: false);

    private static ImmutableHashSet<TaskKey> Keys(params int[] pids) => [.. pids.Select(pid => new TaskKey(pid, 1000))];

    private static List<ProcessRow> Rows(Snapshot snapshot, ListOptions options, ProcessColumn? sort = null)
    {
        var rows = new List<ProcessRow>();
        ProcessRows.Fill(rows, snapshot, options with { IsTree = true, Sort = sort ?? ProcessColumns.Pid });
        return rows;
    }

    private static IEnumerable<string> Drawn(Snapshot snapshot, ListOptions options) => Rows(snapshot, options).Select(row => Command(row));

    private static string Command(ProcessRow row) => Command(row, room: 200);

    private static string Command(ProcessRow row, int room)
    {
        var text = new char[room];
        return new string(text, 0, CommandField.Write(row, CommandMode.CommandLine, hidesPath: false, text, out _));
    }
}
