using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Actions;

namespace CoreTop.Tests.Tui.Panes.AffinityEditor;

public sealed class AffinityEditorScreenTests : IDisposable
{
    private readonly FakeMachine _machine = new(cpus: 16);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void It_opens_with_the_affinity_there_is_and_says_who_and_how_many()
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(2, 3), threads: 4));

        screen.Press("a");

        Assert.Contains("Affinity of worker 10   scope: all threads   1 process, 4 threads", screen.Text, StringComparison.Ordinal);
        Assert.Contains("now 2-3  →  2-3, 2 CPUs", screen.Text, StringComparison.Ordinal);
        Assert.Contains("[x]  2", screen.Text, StringComparison.Ordinal);
        Assert.Contains("[ ]  4", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Space_toggles_arrows_move_and_enter_applies_to_every_thread()
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(0), threads: 3));

        screen.Press("a", "Space", "Right", "Space", "Right", "Space", "Enter");

        Assert.All(new[] { 10, 11, 12 }, tid => Assert.Equal("1,8", _machine.Affinity(tid).ToString()));
        Assert.Equal(Overlay.None, screen.Main.Overlay);
        Assert.Contains("3 threads moved from CPU 0 to CPUs 1,8", screen.Message, StringComparison.Ordinal);
        Assert.Equal(1, screen.Pace.Refreshes);
    }

    [Theory]
    [InlineData("Esc")]
    [InlineData("q")]
    [InlineData("F10")]
    public void Closing_changes_nothing(string key)
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(0)));

        screen.Press("a", "Space", "n", key);

        Assert.Empty(_machine.Writes);
        Assert.Equal(Overlay.None, screen.Main.Overlay);
        Assert.False(screen.HasQuit);
    }

    [Theory]
    [InlineData("n", "0-3,8-11")]
    [InlineData("l", "0-1,8-9")]
    [InlineData("c", "0,8")]
    [InlineData("i", "1,5")]
    public void Whole_groups_are_picked_by_one_key(string key, string expected)
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(0)));

        screen.Press("a", "u", "Home", key, "Enter");

        Assert.Equal(expected, _machine.Affinity(10).ToString());
    }

    [Fact]
    public void Picking_all_releases()
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(0)));

        screen.Press("a", "a");
        Assert.Contains("→  all it may use", screen.Text, StringComparison.Ordinal);
        screen.Press("Enter");

        Assert.Equal([(10, null)], _machine.Writes);
    }

    [Theory]
    [InlineData("0-3,8", "0-3,8")]
    [InlineData(":node1", "4-5,7,12-15")]
    [InlineData(":llc0,-0", "1,8-9")]
    [InlineData(":idle", "1,5")]
    [InlineData(":core5", "5,13")]
    [InlineData("0-15:5", "0,5,10,15")]
    public void Cpus_can_be_typed_and_are_shown_before_they_are_applied(string typed, string expected)
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(2)));

        screen.Press("a");
        screen.Type(typed);
        Assert.Contains($"→  {expected}, ", screen.Text, StringComparison.Ordinal);
        screen.Press("Enter");
        Assert.Empty(_machine.Writes);

        screen.Press("Enter");
        Assert.Equal(expected, _machine.Affinity(10).ToString());
    }

    [Theory]
    [InlineData("6", "CPU 6 is offline")]
    [InlineData("99", "There is no CPU 99 here")]
    [InlineData(":", "No CPU is named")]
    [InlineData(":nodes", "\"nodes\" names no CPUs")]
    public void What_names_no_usable_cpu_is_refused_and_asked_again(string typed, string expected)
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(2)));

        screen.Press("a");
        screen.Type(typed);
        screen.Press("Enter");

        Assert.Contains(expected, screen.Text, StringComparison.Ordinal);
        Assert.Contains("CPUs:", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("Esc");
        Assert.Contains("→  2, 1 CPU", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_picked_is_refused()
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(2)));

        screen.Press("a", "u", "Enter");

        Assert.Contains("No CPU is picked: a task needs at least one.", screen.Text, StringComparison.Ordinal);
        Assert.Empty(_machine.Writes);
    }

    [Fact]
    public void Cpus_outside_the_cpuset_are_refused_or_left_out_by_name()
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(0), limit: CpuSet.Range(0, 1), limitedBy: "/docker/x"));

        screen.Press("a");
        screen.Type("5");
        screen.Press("Enter");
        Assert.Contains("CPU 5 is left out: the cpuset of /docker/x allows 0-1.", screen.Text, StringComparison.Ordinal);

        screen.Press("Ctrl-U");
        screen.Type("0-2");
        screen.Press("Enter");
        Assert.Contains("CPU 2 is left out: the cpuset of /docker/x allows 0-1.", screen.Text, StringComparison.Ordinal);
        Assert.Contains("→  all it may use (0-1), 2 CPUs", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Different_affinities_are_said_before_they_are_overwritten()
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(0)), Process(20, CpuSet.Of(5)), Process(30, CpuSet.Of(5)));

        screen.Press("Space", "Space", "Space", "a");

        Assert.Contains("Affinity of 3 tagged rows", screen.Text, StringComparison.Ordinal);
        Assert.Contains("now mixed: 5 (2), 0 (1)  →  0,5, 2 CPUs", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_scope_widens_to_the_descendants_and_narrows_to_the_leader()
    {
        using TestScreen screen = Open(
            Process(10, CpuSet.Of(0), threads: 2), Process(20, CpuSet.Of(0), parent: 10), Process(30, CpuSet.Of(0), parent: 20));

        screen.Press("N", "a", "s");
        Assert.Contains("scope: subtree   3 processes, 4 threads", screen.Text, StringComparison.Ordinal);
        screen.Press("s");
        Assert.Contains("scope: this thread   1 process, 1 thread", screen.Text, StringComparison.Ordinal);
        screen.Press("s", "s");
        screen.Type("7");
        screen.Press("Enter", "Enter");

        Assert.All(new[] { 10, 11, 20, 30 }, tid => Assert.Equal("7", _machine.Affinity(tid).ToString()));
    }

    [Fact]
    public void Help_lies_over_it_and_gives_it_back()
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(0)));

        screen.Press("a", "h", "Esc");

        Assert.Contains("Affinity of worker 10", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void When_its_tasks_have_ended_it_says_so_and_takes_no_key_but_those_that_close_it()
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(0)), Process(20, CpuSet.Of(0)));
        screen.Press("N", "a");
        screen.Show(Only(20));
        Assert.Contains("have ended", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("a", "Space", "Enter", "s", ":", "5", "Right");

        Assert.Equal(Overlay.Some, screen.Main.Overlay);
        Assert.Contains("Affinity of worker 10", screen.Text, StringComparison.Ordinal);
        Assert.Contains("have ended, and nothing was changed: Esc closes the editor", screen.MessageLine, StringComparison.Ordinal);
        Assert.Contains("The tasks have ended: nothing is left to change.", screen.Text, StringComparison.Ordinal);
        Assert.Empty(_machine.Writes);
        screen.Press("Esc");
        Assert.Equal(Overlay.None, screen.Main.Overlay);
    }

    [Fact]
    public void Where_CPUs_are_being_typed_when_its_tasks_end_that_is_said_on_Enter()
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(0)), Process(20, CpuSet.Of(0)));
        screen.Press("N", "a", "5");
        screen.Show(Only(20));

        screen.Press("Enter");
        Assert.Contains("The tasks have ended", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("Esc", "Enter");

        Assert.Equal(Overlay.Some, screen.Main.Overlay);
        Assert.Empty(_machine.Writes);
    }

    [Fact]
    public void Where_CPUs_typed_are_given_up_those_that_have_ended_meanwhile_are_not_counted_again()
    {
        using TestScreen screen = Open(Process(10, CpuSet.Of(0)), Process(20, CpuSet.Of(0)));
        screen.Press("N", "Space", "Space", "a", "5");
        Assert.Contains("2 processes, 2 threads", screen.Text, StringComparison.Ordinal);
        screen.Show(Only(20));

        screen.Press("Esc");

        Assert.Contains("1 process, 1 thread", screen.Text, StringComparison.Ordinal);
        Assert.Contains("→  0, 1 CPU", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void With_1024_cpus_at_80x24_it_scrolls_and_a_summary_of_all_groups_stays()
    {
        using var screen = new TestScreen(
            AnySnapshot.Of(AnyTopology.Of(1024, nodes: 8), _ => 0.5, AnySnapshot.Process(10, affinity: CpuSet.Of(1000))), 80, 24);

        screen.Press("a");
        Assert.Contains("[x] 1000", screen.Text, StringComparison.Ordinal);
        Assert.Contains("512.0/1024 0 idle ▄▄▄▄▄▄▄▄", screen.Text, StringComparison.Ordinal);

        screen.Press("Home", "Space");
        Assert.Contains("[x]    0", screen.Text, StringComparison.Ordinal);
        Assert.Contains("→  0,1000, 2 CPUs", screen.Text, StringComparison.Ordinal);
    }

    private static Snapshot Only(int pid) =>
        AnySnapshot.Of(AnyTopology.Of(16), _ => 0, AnySnapshot.Process(pid, affinity: CpuSet.Of(0)));

    private ProcessLoad Process(
        int pid, CpuSet affinity, int threads = 1, int parent = 1, CpuSet? limit = null, string? limitedBy = null)
    {
        _machine.Start(pid, threads, affinity: affinity);
        return AnySnapshot.Process(
            pid, run: 0.5, affinity: affinity, parent: parent, limit: limit, limitedBy: limitedBy,
            threads: threads == 1
                ? []
                : [.. Enumerable.Range(pid, threads).Select(tid => AnySnapshot.Thread(tid, pid, affinity: affinity))]);
    }

    // Two nodes, SMT siblings N and N+8, four caches; CPU 6 is offline, 1 and 5 are idle.
    private TestScreen Open(params ReadOnlySpan<ProcessLoad> processes) => new(
        AnySnapshot.Of(
            AnyTopology.Of(16, nodes: 2, smt: 2, cachesPerNode: 2, offline: CpuSet.Of(6)),
            cpu => cpu.Number is 1 or 5 ? 0 : 1,
            processes.ToArray()),
        editor: _machine.Editor());
}
