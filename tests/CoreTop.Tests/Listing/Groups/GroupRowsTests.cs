using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Groups;

public sealed class GroupRowsTests
{
    private static readonly GroupName Train = new("python train.py", "ann");

    private static readonly Snapshot Mixed = Of(
        Train1(10, run: 1, cpu: 2), Train1(11, run: 0.5, cpu: 3, affinity: CpuSet.Of(3)), Train1(12, run: 0, cpu: 2),
        AnySnapshot.Process(20, "cron"),
        AnySnapshot.Process(30, "sshd", run: 0.7), AnySnapshot.Process(31, "sshd", run: 0.2));

    [Fact]
    public void Processes_of_one_program_are_one_row_and_a_single_one_stands_for_itself()
    {
        List<ProcessRow> rows = Rows(Mixed);

        Assert.Equal(["+ python train.py ×3  2R 1S", "+ sshd ×2", "cron"], rows.Select(Text));
        Assert.Equal([3, 2, null], rows.Select(row => row.Group?.Members.Length));
        Assert.Null(rows[2].Group);
        Assert.Equal(20, rows[2].Key.Task.Tid);
    }

    [Fact]
    public void A_group_shows_the_sums_of_its_processes_and_all_their_cpus()
    {
        ProcessRow group = Rows(Mixed)[0];

        Assert.Equal(1.5, group.Task.Run, 9);
        Assert.Equal(0.75, group.Task.Wait!.Value, 9);
        Assert.Equal(3UL * 230_000_000, group.Process.ResidentBytes);
        Assert.Equal(3UL * 500_000_000, group.Process.VirtualBytes);
        Assert.Equal(0.009, group.Process.MemoryShare, 9);
        Assert.Equal(TimeSpan.FromSeconds(45), group.Task.CpuTime);
        Assert.Equal(3, group.Process.ThreadCount);
        Assert.Equal("0-3", group.Task.Affinity!.ToString());
        Assert.Equal("2-3", group.Group!.LastCpus.ToString());
        Assert.Equal(TaskState.Running, group.Task.State);
        Assert.Equal(new CpuId(2), group.Task.LastCpu);
    }

    [Fact]
    public void No_task_has_the_key_of_a_group() => Assert.All(
        Rows(Mixed).Where(row => row.Group is not null),
        row =>
        {
            Assert.Equal(TaskGroup.NoTask, row.Task.Key);
            Assert.Equal(int.MaxValue, row.Process.Pid);
            Assert.NotNull(row.Key.Group);
        });

    [Fact]
    public void A_wait_that_is_not_known_of_any_is_not_known_of_the_group()
    {
        Snapshot unknown = Of(AnySnapshot.Process(1, "a", wait: null), AnySnapshot.Process(2, "a", wait: null));
        Snapshot partly = Of(AnySnapshot.Process(1, "a", wait: null), AnySnapshot.Process(2, "a", wait: 0.25));

        Assert.Null(Rows(unknown)[0].Task.Wait);
        Assert.Equal(0.25, Rows(partly)[0].Task.Wait);
    }

    [Fact]
    public void Programs_of_two_users_are_two_groups()
    {
        Snapshot snapshot = Of(
            AnySnapshot.Process(1, "a", "ann"), AnySnapshot.Process(2, "a", "ann"),
            AnySnapshot.Process(3, "a", "bob", uid: 1001), AnySnapshot.Process(4, "a", "bob", uid: 1001));

        Assert.Equal([new GroupName("a", "ann"), new GroupName("a", "bob")], Rows(snapshot).Select(row => row.Group!.Name));
    }

    [Fact]
    public void An_unfolded_group_is_followed_by_its_processes_in_sorted_order()
    {
        List<ProcessRow> rows = Rows(Mixed, new ListOptions { UnfoldedGroups = [Train] });

        Assert.Equal(
            ["- python train.py ×3  2R 1S", "├─ python train.py", "├─ python train.py", "└─ python train.py", "+ sshd ×2", "cron"],
            rows.Select(Text));
        Assert.Equal([10, 11, 12], rows[1..4].Select(row => row.Task.Pid));
        Assert.Equal([0, 1, 1, 1, 0, 0], rows.Select(row => row.Depth));
        Assert.Equal(
            [12, 11, 10],
            Rows(Mixed, new ListOptions { UnfoldedGroups = [Train], Sort = ProcessColumns.Pid, IsReversed = true })[^3..].Select(row => row.Task.Pid));
    }

    [Fact]
    public void Threads_unfold_below_the_processes_of_a_group_and_below_single_ones()
    {
        Snapshot snapshot = Of(
            AnySnapshot.Process(1, "a", run: 1, threads: [AnySnapshot.Thread(1, 1, run: 1), AnySnapshot.Thread(5, 1)]),
            AnySnapshot.Process(2, "a"),
            AnySnapshot.Process(3, "b", threads: [AnySnapshot.Thread(3, 3), AnySnapshot.Thread(7, 3)]));

        List<ProcessRow> folded = Rows(snapshot, new ListOptions { ShowsThreads = true });
        List<ProcessRow> unfolded = Rows(snapshot, new ListOptions { ShowsThreads = true, UnfoldedGroups = [new GroupName("a", "ann")] });

        Assert.Equal(["+ a ×2  1R 1S", "b", "  thread", "  thread"], folded.Select(Text));
        Assert.Equal(["- a ×2  1R 1S", "├─ a", "│ ├─ thread", "│ └─ thread", "└─ a", "b", "  thread", "  thread"], unfolded.Select(Text));
    }

    [Fact]
    public void A_filter_is_for_processes_and_a_group_is_of_those_it_lets_through()
    {
        List<ProcessRow> rows = Rows(Mixed, new ListOptions { Filter = Filter("run>0.4") });

        Assert.Equal(["+ python train.py ×2", "sshd"], rows.Select(Text));
        Assert.Equal([10, 11], rows[0].Group!.Members.Select(member => member.Pid));
        Assert.Empty(Rows(Mixed, new ListOptions { Filter = Filter("run>7") }));
        Assert.Equal([2, null], Rows(Mixed, new ListOptions { LastCpu = new CpuId(2) }).Select(row => row.Group?.Members.Length).Append(null));
    }

    [Fact]
    public void With_threads_a_filter_keeps_the_process_of_a_thread_that_it_lets_through()
    {
        Snapshot snapshot = Of(
            AnySnapshot.Process(1, "a", cpu: 1, threads: [AnySnapshot.Thread(1, 1, cpu: 1), AnySnapshot.Thread(5, 1, cpu: 3)]),
            AnySnapshot.Process(2, "a", cpu: 3));
        ListOptions options = new() { ShowsThreads = true, UnfoldedGroups = [new GroupName("a", "ann")], LastCpu = new CpuId(3) };

        List<ProcessRow> rows = Rows(snapshot, options);

        Assert.Equal(["- a ×2", "├─ a", "│ └─ thread", "└─ a"], rows.Select(Text));
        Assert.Equal([false, true, false, false], rows.Select(row => row.Is(RowTraits.Context)));
    }

    [Theory]
    [InlineData("CPU%", "python train.py,sshd,cron")]
    [InlineData("WAIT%", "python train.py,cron,sshd")]
    [InlineData("RES", "python train.py,sshd,cron")]
    [InlineData("MEM%", "python train.py,sshd,cron")]
    [InlineData("TIME+", "python train.py,sshd,cron")]
    [InlineData("PID", "python train.py,cron,sshd")]
    [InlineData("COMMAND", "cron,python train.py,sshd")]
    [InlineData("S", "python train.py,sshd,cron")]
    [InlineData("CPU", "cron,sshd,python train.py")]
    [InlineData("THREADS", "python train.py,sshd,cron")]
    public void Groups_and_single_processes_are_sorted_by_what_they_show(string heading, string order)
    {
        ProcessColumn column = ProcessColumns.Find(heading)!;

        Assert.Equal(order.Split(','), Names(Rows(Mixed, new ListOptions { Sort = column })));
        Assert.Equal(3, Rows(Mixed, new ListOptions { Sort = column, IsReversed = true }).Count);
    }

    [Fact]
    public void Every_column_sorts_and_shows_groups() => Assert.All(ProcessColumns.All, column =>
    {
        List<ProcessRow> rows = Rows(Mixed, new ListOptions { Sort = column });
        Span<char> cell = new char[4096];

        Assert.Equal(3, rows.Count);
        foreach (ProcessRow row in rows)
        {
            Assert.InRange(column.Write(row, Mixed, cell), 0, 4096);
            Assert.InRange(column.Write(row, Mixed, cell[..Math.Max(2, column.Width - 1)]), 0, Math.Max(2, column.Width - 1));
        }
    });

    [Fact]
    public void A_held_order_keeps_groups_where_they_are_and_puts_new_rows_last()
    {
        var memory = new ListMemory();
        var rows = new List<ProcessRow>();
        var options = new ListOptions { IsGrouped = true };
        ProcessRows.Fill(rows, Mixed, options, memory);
        memory.IsHeld = true;

        ProcessRows.Fill(
            rows, Of([AnySnapshot.Process(20, "cron", run: 3), AnySnapshot.Process(40, "new", run: 9), .. Mixed.Processes.Where(process => process.Pid != 20)]),
            options, memory);

        Assert.Equal(["python train.py", "sshd", "cron", "new"], Names(rows));
    }

    [Fact]
    public void A_group_none_of_whose_processes_changed_is_the_same_object()
    {
        var memory = new ListMemory();
        ProcessRow[] before = [.. Rows(Mixed, new ListOptions(), memory)];
        Snapshot later = Mixed with
        {
            Processes = [.. Mixed.Processes.Select(process => process.Pid == 31 ? process with { Run = 0.3 } : process)],
        };

        List<ProcessRow> after = Rows(later, new ListOptions(), memory);

        Assert.Same(before[0].Group, after[0].Group);
        Assert.NotSame(before[1].Group, after[1].Group);
        Assert.Equal(1.0, after[1].Task.Run, 9);
    }

    [Fact]
    public void A_process_stays_in_its_group_as_a_zombie_and_goes_to_another_when_it_executes_another_program()
    {
        var memory = new ListMemory();
        Rows(Mixed, new ListOptions(), memory);
        Snapshot later = Mixed with
        {
            Processes =
            [
                .. Mixed.Processes.Select(process => process.Pid switch
                {
                    10 => process with { Details = process.Details! with { CommandLine = string.Empty } },
                    11 => process with { Details = process.Details! with { CommandLine = "cron" } },
                    _ => process,
                }),
            ],
        };

        List<ProcessRow> rows = Rows(later, new ListOptions(), memory);

        Assert.Equal([[10, 12], [11, 20], [30, 31]], rows.Select(row => row.Group!.Members.Select(member => member.Pid).Order().ToArray()).OrderBy(pids => pids[0]));
    }

    [Fact]
    public void Pythons_helpers_belong_to_the_program_that_started_them()
    {
        Snapshot snapshot = Of(
            AnySnapshot.Process(10, "python3", commandLine: "python3 train.py"),
            AnySnapshot.Process(11, "python3", parent: 10, commandLine: "python3 -c from multiprocessing.forkserver import main; main(5)"),
            AnySnapshot.Process(12, "python3", parent: 11, commandLine: "python3 -c from multiprocessing.forkserver import main; main(5)"),
            AnySnapshot.Process(20, "bash"),
            AnySnapshot.Process(21, "python3", parent: 20, commandLine: "python3 -c from multiprocessing.spawn import spawn_main; spawn_main(3)"));

        List<ProcessRow> rows = Rows(snapshot, new ListOptions { GroupsSingles = true, Sort = ProcessColumns.Pid });

        Assert.Equal(
            ["python3 train.py", "bash", "python3 -c from multiprocessing.spawn import spawn_main; spawn_main(3)"],
            rows.Select(row => row.Group!.Label));
        Assert.Equal(3, rows[0].Group!.Members.Length);
    }

    [Theory]
    [InlineData(40, "+ bash -c burn19 … && work … 2>/dev/null ×2")]
    [InlineData(30, "+ burn19 … && work … 2>/dev/nu… ×2")]
    [InlineData(14, "+ burn19 … && … ×2")]
    public void A_text_that_an_interpreter_runs_is_shown_from_its_beginning_with_the_numbers_in_common(int room, string expected)
    {
        Snapshot snapshot = Of(
            AnySnapshot.Process(10, "bash", commandLine: "bash -c burn19 60 && work 1 2>/dev/null"),
            AnySnapshot.Process(11, "bash", commandLine: "bash -c burn19 600 && work 2 2>/dev/null"));
        ProcessRow row = Assert.Single(Rows(snapshot));
        var text = new char[room + 4];

        int length = GroupField.Write(row, row.Group!, text, out _);

        Assert.Equal(expected, new string(text, 0, length));
        Assert.Equal("bash -c burn19 … && work … 2>/dev/null", row.Group!.Sum.Name);
    }

    [Fact]
    public void Kernel_threads_are_groups_by_the_stem_of_their_names_and_can_be_left_out()
    {
        Snapshot snapshot = Of(
            Kernel(2, "kworker/0:1"), Kernel(3, "kworker/1:0-events"), Kernel(4, "ksoftirqd/0"), AnySnapshot.Process(9, "a"));

        List<ProcessRow> rows = Rows(snapshot, new ListOptions { Sort = ProcessColumns.Pid });

        Assert.Equal(["+ [kworker] ×2", "[ksoftirqd/0]", "a"], rows.Select(Text));
        Assert.True(rows[0].Task.IsKernelThread);
        Assert.Equal(["a"], Rows(snapshot, new ListOptions { ShowsKernelThreads = false }).Select(Text));
    }

    [Fact]
    public void Those_that_ended_of_late_stand_in_their_unfolded_group_and_count_no_more()
    {
        var memory = new ListMemory();
        var options = new ListOptions { ChangesMarkedFor = TimeSpan.FromSeconds(5) };
        Take(Mixed);
        Snapshot later = Mixed with
        {
            Time = Mixed.Time.AddSeconds(1),
            Processes = [.. Mixed.Processes.Where(process => process.Pid is not (12 or 30 or 31))],
        };
        Take(later);

        Assert.Equal(["+ python train.py ×2", "cron", "+ sshd ×2"], Rows(later, options, memory).Select(Text));
        Assert.Equal([false, false, true], Rows(later, options, memory).Select(row => row.Is(RowTraits.Ended)));
        List<ProcessRow> unfolded = Rows(later, options with { UnfoldedGroups = [Train] }, memory);
        Assert.Equal([10, 11, 12], unfolded[1..4].Select(row => row.Task.Pid));
        Assert.Equal([false, false, true], unfolded[1..4].Select(row => row.Is(RowTraits.Ended)));

        void Take(Snapshot snapshot)
        {
            memory.Changes.Take(snapshot, options.ChangesMarkedFor);
            Rows(snapshot, options, memory);
        }
    }

    [Fact]
    public void The_rows_of_a_list_that_is_not_grouped_have_no_group()
    {
        var rows = new List<ProcessRow>();
        ProcessRows.Fill(rows, Mixed, new ListOptions());

        Assert.Equal(6, rows.Count);
        Assert.All(rows, row => Assert.Null(row.Key.Group));
    }

    [Fact]
    public void An_empty_machine_has_no_groups() => Assert.Empty(Rows(Of()));

    private static Snapshot Of(params IReadOnlyList<ProcessLoad> processes) => AnySnapshot.Of(AnyTopology.Of(4), _ => 0, processes);

    private static ProcessLoad Train1(int pid, double run, int cpu, CpuSet? affinity = null) => AnySnapshot.Process(
        pid, "python", run: run, wait: 0.25, cpu: cpu, affinity: affinity ?? CpuSet.Range(0, 3), commandLine: "python train.py");

    private static ProcessLoad Kernel(int pid, string name) =>
        AnySnapshot.Process(pid, name, "root", uid: 0, parent: 2, mobility: TaskMobility.KernelBound, commandLine: string.Empty);

    private static List<ProcessRow> Rows(Snapshot snapshot, ListOptions? options = null, ListMemory? memory = null)
    {
        var rows = new List<ProcessRow>();
        ProcessRows.Fill(rows, snapshot, (options ?? new ListOptions()) with { IsGrouped = true }, memory);
        return rows;
    }

    private static IEnumerable<string> Names(IEnumerable<ProcessRow> rows) => rows.Select(row => row.Group?.Label ?? row.Task.Name);

    private static string Text(ProcessRow row)
    {
        Span<char> text = new char[256];
        return text[..CommandField.Write(row, CommandMode.CommandLine, hidesPath: false, text, out _)].ToString();
    }

    private static RowFilter Filter(string text) =>
        RowFilter.TryParse(text, out RowFilter? filter, out _) ? filter : throw new ArgumentException(text, nameof(text));
}
