using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Tui;
using CoreTop.Tui.Panes.Processes;
using CoreTop.Tui.Screen;

namespace CoreTop.Tests.Tui;

public sealed class WholeScreenTests
{
    /// <summary>CPUs, nodes, caches a node, and the width and height of the screen.</summary>
    public static TheoryData<int, int, int, int, int> Machines { get; } = new(
        from machine in new[] { (36, 1, 1), (64, 2, 1), (96, 2, 4), (128, 2, 8), (192, 2, 12), (256, 4, 4), (512, 8, 1), (1024, 8, 8) }
        from size in new[] { (80, 24), (120, 40), (200, 60) }
        select (machine.Item1, machine.Item2, machine.Item3, size.Item1, size.Item2));

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void The_founding_machine_looks_as_promised(int width, int height)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), width, height);

        Check(screen, $"founding-{width}x{height}");
    }

    [Theory]
    [InlineData(256, 80, 24)]
    [InlineData(1024, 80, 24)]
    [InlineData(1024, 120, 40)]
    public void A_large_machine_shows_every_cpu_or_scrolls_under_a_summary(int cpus, int width, int height)
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(cpus, nodes: 8, smt: 2, offline: CpuSet.Of(3), isolated: CpuSet.Of(5, 6), noHzFull: CpuSet.Of(6)),
            cpu => cpu.Number is 5 or 6 ? 0 : cpu.Number * 37 % 11 / 10.0,
            Processes(30));
        using var screen = new TestScreen(snapshot, width, height, isMono: true);

        Check(screen, $"{cpus}cpus-{width}x{height}");
    }

    [Fact]
    public void A_captured_machine_and_read_only_are_said_at_the_top()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), isReadOnly: true, isLive: false);

        Assert.Contains("ip-10-0-0-7 (captured) (read only)", screen.Lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(36)]
    [InlineData(256)]
    [InlineData(1024)]
    public void At_80x24_ten_tasks_stay_in_view_with_their_affinity_however_many_cpus_there_are(int cpus)
    {
        using var screen = new TestScreen(AnySnapshot.Of(AnyTopology.Of(cpus), _ => 0.5, Processes(30)), 80, 24);

        Assert.InRange(CountTasks(screen), 10, 20);
        string heading = Assert.Single(screen.Lines, line => line.Contains("AFFINITY", StringComparison.Ordinal));
        Assert.Matches(@"CPU% WAIT%.*CPU +AFFINITY", heading);
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Ten_tasks_stay_in_view_and_the_cursor_reaches_every_cpu_under_the_label_of_its_group(
        int cpus, int nodes, int cachesPerNode, int width, int height)
    {
        CpuTopology topology = AnyTopology.Of(cpus, nodes, smt: 2, cachesPerNode);
        using var screen = new TestScreen(AnySnapshot.Of(topology, _ => 0.5, Processes(60)), width, height);
        screen.Press("Tab", "Home");

        HashSet<CpuId> reached = [];
        do
        {
            while (Moves(screen, "Left"))
            {
            }

            do
            {
                reached.Add(screen.Main.Cores.Cursor!.Value);
            }
            while (Moves(screen, "Right"));
        }
        while (Moves(screen, "Down"));

        Assert.Equal(topology.Online, CpuSet.Of(reached));
        Assert.InRange(CountTasks(screen), 10, height);
        Assert.Contains(screen.Lines, line => line.Contains($"node{nodes - 1} ", StringComparison.Ordinal) || nodes == 1);
    }

    [Fact]
    public void Sorting_is_by_key_by_neighbour_and_turned_round()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());

        screen.Press("N");
        Assert.Equal([1, 3291, 3292], FirstPids(screen, 3));
        screen.Press("I");
        Assert.Equal([3327, 3326, 3325], FirstPids(screen, 3));
        screen.Press("P");
        Assert.Equal([3304, 3305, 3306], FirstPids(screen, 3));
        screen.Press(">");
        Assert.Equal("WAIT%", screen.Main.List.Sort.Heading);
        Assert.Equal([3291, 3292, 3293], FirstPids(screen, 3));
    }

    [Fact]
    public void The_cursor_stays_on_its_task_when_the_order_changes()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());

        screen.Press("Down", "Down", "N");

        Assert.Equal(3306, screen.Main.Selected!.Value.Task.Pid);
    }

    [Theory]
    [InlineData(-51, " -51 ")]
    [InlineData(-100, " rt ")]
    [InlineData(39, " 39 ")]
    public void Every_priority_fits_its_column(int priority, string expected)
    {
        using var screen = new TestScreen(AnySnapshot.Of(
            AnyTopology.Of(4), _ => 0, AnySnapshot.Process(4711, affinity: CpuSet.Of(0)).WithFacts(facts => facts with { Priority = priority })));

        Assert.Contains(screen.Lines, line => line.Contains("4711", StringComparison.Ordinal) && line.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Just_after_the_start_the_cursor_stays_on_the_top_row_until_a_key_is_pressed()
    {
        using var screen = new TestScreen(Busiest(101));

        screen.Show(Busiest(102));
        Assert.Equal(102, screen.Main.Selected!.Value.Task.Pid);

        screen.Press("x", "Esc");
        screen.Show(Busiest(103));
        Assert.Equal(102, screen.Main.Selected!.Value.Task.Pid);
    }

    [Fact]
    public void After_some_readings_the_cursor_stays_on_its_task()
    {
        using var screen = new TestScreen(Busiest(101));
        for (int reading = 1; reading < 4; reading++)
        {
            screen.Show(Busiest(102));
        }

        screen.Show(Busiest(103));

        Assert.Equal(102, screen.Main.Selected!.Value.Task.Pid);
    }

    [Fact]
    public void A_filter_hides_rows_and_the_heading_says_so_and_how_many_are_tagged()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());

        screen.Press("Space", "F4");
        screen.Type("cpu=35");
        screen.Press("Enter");

        Assert.Equal(12, screen.Main.Rows.Count);
        Assert.Contains(screen.Lines, line => line.EndsWith("1 tagged  filter cpu=35", StringComparison.Ordinal));
        screen.Press("Esc");
        Assert.Equal(37, screen.Main.Rows.Count);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(250)]
    public void What_narrows_the_list_covers_no_heading(int width)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), width);
        string headings = screen.Lines.Single(line => line.Contains("AFFINITY", StringComparison.Ordinal)).TrimEnd();

        screen.Press("Space", "F4");
        screen.Type("cpu=35 or (run>0.5 and user=ubuntu)");
        screen.Press("Enter");

        Assert.StartsWith(headings, screen.Lines.Single(line => line.Contains("AFFINITY", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("1 tagged  filter cpu=35 or (run>0.5 and user=ubuntu)", screen.Text, StringComparison.Ordinal);
        screen.Press("End");
        Assert.Contains(" 3327 ", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Esc_takes_back_what_narrows_the_list_the_narrowest_first_and_says_so()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());
        screen.Press("u", "End", "Enter", "F4");
        screen.Type("run<0.5");
        screen.Press("Enter", "Tab", "End", "Enter", "Tab");
        Assert.True(screen.Main.List is { User: "ubuntu", LastCpu.Number: 35 });

        screen.Press("D", "Esc");
        Assert.Equal("Tasks of all CPUs are shown again.", screen.Message);
        Assert.Null(screen.Main.List.LastCpu);
        screen.Press("Esc");
        Assert.Equal("The filter run<0.5 is taken away.", screen.Message);
        Assert.Equal("ubuntu", screen.Main.List.User);
        screen.Press("Esc");
        Assert.Equal("Processes of all users are shown again.", screen.Message);
        Assert.Null(screen.Main.List.User);
        screen.Press("Esc");
        Assert.Empty(screen.Message);
    }

    [Fact]
    public void Enter_on_a_cpu_keeps_the_tasks_that_last_ran_there()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());

        screen.Press("Tab", "End", "Enter");

        Assert.Equal(Enumerable.Range(3291, 12), screen.Main.Rows.Select(row => row.Task.Pid));
        Assert.Contains("12 tasks that last ran on CPU 35", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Enter_on_a_cpu_where_no_task_last_ran_says_so()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());

        screen.Press("Tab", "Home", "Down", "Enter");

        Assert.Empty(screen.Main.Rows);
        Assert.Equal("No task last ran on CPU 1; Enter shows all.", screen.Message);
    }

    [Fact]
    public void In_the_core_panel_the_cpu_under_the_cursor_is_described()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());

        screen.Press("Tab", "End");

        Assert.Contains(screen.Lines, line => line.Contains("CPU 35: node0 llc0, 100 % busy (100 user), 12 busy tasks.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_cpus_that_the_selected_task_may_use_are_marked_without_colour()
    {
        Snapshot narrow = AnySnapshot.Of(
            AnyTopology.Of(8), _ => 0.5, AnySnapshot.Process(7, run: 1, affinity: CpuSet.Of(2, 5)));
        using var bars = new TestScreen(narrow, isMono: true);
        Assert.Equal(2, bars.Text.Count(character => character == '>'));
        Assert.Contains(" 5 >", bars.Text, StringComparison.Ordinal);

        bars.Press("4");
        Assert.Contains("0 ▄▄5▄▄5▄▄", bars.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_screen_too_small_says_so_and_comes_back()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 39, 12);
        Assert.StartsWith("Too small: 40x12 needed, 39x12 here.", screen.Text, StringComparison.Ordinal);

        screen.Resize(80, 24);
        Assert.StartsWith(" CoreTop  ip-10-0-0-7", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_screen_of_20x5_has_room_to_say_what_is_needed()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 20, 5);

        Assert.Equal("Too small: 40x12 needed, 20x5 here. q quits.", string.Join(' ', screen.Lines));
    }

    [Fact]
    public void What_cannot_be_read_is_said_and_the_rest_is_shown()
    {
        using var screen = new TestScreen(AnySnapshot.Of(AnyTopology.Of(36), _ => 0) with
        {
            Problems = [new ReadProblem("/proc/meminfo", "Its first line is garbage; memory is not shown.")],
            Memory = null,
        });

        Assert.Contains("⚠ /proc/meminfo: Its first line is garbage", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mem", screen.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void While_paused_the_screen_keeps_what_it_shows()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());

        screen.Press("Z");
        screen.Show(AnySnapshot.Of(AnyTopology.Of(2), _ => 0));
        Assert.Contains("PAUSED", screen.Lines[0], StringComparison.Ordinal);
        Assert.Contains("36 CPUs", screen.Lines[0], StringComparison.Ordinal);

        screen.Press("Z");
        screen.Show(AnySnapshot.Of(AnyTopology.Of(2), _ => 0));
        Assert.Contains("2 CPUs", screen.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Help_shows_every_key_of_the_table_and_scrolls()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 80, 24);
        var seen = new HashSet<string>();

        screen.Press("h");
        for (int i = 0; i < 40; i++)
        {
            seen.UnionWith(screen.Lines.Select(line => line.TrimStart()));
            screen.Press("PgDn");
        }

        Assert.All(KeyBook.All, command => Assert.Contains(seen, line =>
            line.StartsWith(command.Keys, StringComparison.Ordinal)));
        screen.Press("Esc");
        Assert.StartsWith(" CoreTop", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_in_the_bar_does_something()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 250, 80);

        Assert.All(
            ProcessesKeys.Table.All.Where(command => command.Label is not null && command.Needs == KeyMoment.None),
            command => Assert.Contains(command.Label!, screen.Lines[^1], StringComparison.Ordinal));
    }

    [Fact]
    public void Before_the_first_reading_the_screen_says_that_it_reads()
    {
        using var screen = new TestScreen(snapshot: null, 80, 24);

        Assert.StartsWith(" CoreTop  reading the kernel", screen.Text, StringComparison.Ordinal);
        screen.Press("Down", "Tab", "Space", "Enter", "p", "i", "a", "r", "c", "F5", "H", "End");
        screen.Show(AnySnapshot.Founding());
        Assert.Contains("36 CPUs", screen.Text, StringComparison.Ordinal);
    }

    private static void Check(TestScreen screen, string name) => ExpectedText.Check(
        Path.Combine(ExpectedText.Repository, "tests", "Fixtures", "screens", $"{name}.txt"), screen.Text + "\n");

    private static bool Moves(TestScreen screen, string key)
    {
        CpuId? before = screen.Main.Cores.Cursor;
        screen.Main.Press(key, typed: null);
        return screen.Main.Cores.Cursor != before;
    }

    private static int CountTasks(TestScreen screen) => screen.Lines.Count(line => line.EndsWith("worker", StringComparison.Ordinal));

    private static List<ProcessLoad> Processes(int count) =>
        [.. Enumerable.Range(100, count).Select(pid => AnySnapshot.Process(pid, run: 0.1, affinity: CpuSet.Of(0)))];

    private static Snapshot Busiest(int busiest) => AnySnapshot.Of(
        AnyTopology.Of(4),
        _ => 0,
        [.. Enumerable.Range(100, 9).Select(pid => AnySnapshot.Process(pid, run: pid == busiest ? 0.9 : 0.1, affinity: CpuSet.Of(0)))]);

    private static IEnumerable<int> FirstPids(TestScreen screen, int count) =>
        screen.Main.Rows.Take(count).Select(row => row.Task.Pid);
}
