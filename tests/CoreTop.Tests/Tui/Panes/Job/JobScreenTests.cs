using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Settings;
using CoreTop.Tests.Actions;
using CoreTop.Tests.Listing.Jobs;
using CoreTop.Tui;

namespace CoreTop.Tests.Tui.Panes.Job;

public sealed class JobScreenTests
{
    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void The_founding_machine_shows_the_tasks_of_its_finding_on_one_cpu(int width, int height)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), width, height);

        screen.Press("J");

        Assert.StartsWith(" Job: 12 tasks of the finding", screen.Lines[0], StringComparison.Ordinal);
        Assert.Contains(", CPU 35 crowded", screen.Lines[0], StringComparison.Ordinal);
        Check(screen, $"job-founding-{width}x{height}");
    }

    [Theory]
    [InlineData(256, 80, 24)]
    [InlineData(1024, 120, 40)]
    public void A_large_machine_shows_several_cpus_in_a_cell_and_says_so(int cpus, int width, int height)
    {
        Snapshot snapshot = Large(cpus);
        using var screen = new TestScreen(snapshot, width, height, isMono: true);

        screen.Press("Home", "J");

        Assert.Contains(" CPUs a cell", screen.Text, StringComparison.Ordinal);
        Check(screen, $"job-{cpus}cpus-{width}x{height}");
    }

    [Fact]
    public void Where_the_first_and_the_last_line_are_cut_they_end_so_and_are_shown_whole_on_request()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 40, 12);
        screen.Press("J");
        Assert.Single(screen.Lines, line => line.Contains("runs or waits", StringComparison.Ordinal) && line.EndsWith('…'));

        screen.Press(".");

        Assert.Contains("█ runs or waits, ▒ sleeps, ran last, · may run", screen.Message, StringComparison.Ordinal);
        Assert.StartsWith("Job: 12 tasks of the finding", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_cpu_gets_a_cell_on_request_and_the_picture_scrolls()
    {
        using var screen = new TestScreen(Large(256), 80, 24);
        screen.Press("Home", "J", "+");
        string first = screen.Lines[4];

        screen.Press("Right", "Right");

        Assert.NotEqual(first, screen.Lines[4]);
        Assert.Contains("of 256 CPUs", screen.Lines[0], StringComparison.Ordinal);
        screen.Press("Left", "Left");
        Assert.Equal(first, screen.Lines[4]);
        screen.Press("Left");
        Assert.Equal("There are no more CPUs on that side.", screen.Message);
        screen.Press("-");
        Assert.Contains(" CPUs a cell", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_cpus_are_in_view_there_is_nothing_to_scroll()
    {
        using TestScreen screen = Ranks();

        screen.Press("Right");
        Assert.StartsWith("All CPUs are in view", screen.Message, StringComparison.Ordinal);
        screen.Press("+");
        Assert.Equal("Each CPU has a cell of its own.", screen.Message);
    }

    [Fact]
    public void Ranks_are_in_their_order_and_crowded_cpus_are_named_and_counted()
    {
        using TestScreen screen = Ranks();

        string[] lines = screen.Lines;
        Assert.StartsWith(" Job: 4 ranks of mpirun 50, CPUs 0-1 crowded", lines[0], StringComparison.Ordinal);
        Assert.Equal(["RANK PID", "0 60", "1 61", "2 62", "3 63", "running"], lines[1..7].Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(line.Contains("running", StringComparison.Ordinal) ? 1 : 2))));
        Assert.Contains("running 22", lines[6], StringComparison.Ordinal);
    }

    [Fact]
    public void The_cursor_stays_on_its_task_when_others_come()
    {
        using TestScreen screen = Ranks();
        screen.Press("Down", "Down");
        Snapshot before = AnyJob.FourRanks();

        screen.Show(before with { Processes = [.. before.Processes.Select(process => process.Pid == 63 ? process.With(rank: 0) : process)] });

        Assert.Equal(62, screen.Main.Selected!.Value.Process.Pid);
    }

    [Fact]
    public void Enter_opens_the_details_of_the_task_under_its_cursor_and_Esc_comes_back()
    {
        using TestScreen screen = Ranks();

        screen.Press("Down", "Enter");
        Assert.Contains("61", screen.Lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("Job:", screen.Lines[0], StringComparison.Ordinal);
        screen.Press("Esc");

        Assert.StartsWith(" Job: 4 ranks", screen.Lines[0], StringComparison.Ordinal);
        Assert.Equal(61, screen.Main.Selected!.Value.Process.Pid);
    }

    [Theory]
    [InlineData("2", 62)]
    [InlineData("63", 63)]
    [InlineData("solv", 60)]
    public void A_task_is_found_by_rank_PID_or_name(string text, int pid)
    {
        using TestScreen screen = Ranks();

        screen.Press("/");
        screen.Type(text);
        screen.Press("Enter");

        Assert.Equal(pid, screen.Main.Selected!.Value.Process.Pid);
    }

    [Fact]
    public void After_it_the_list_has_its_own_cursor_again()
    {
        using TestScreen screen = Ranks();
        screen.Press("End", "Esc");

        Assert.Equal(50, screen.Main.Selected!.Value.Process.Pid);
        Assert.Equal(Overlay.None, screen.Main.Overlay);
    }

    [Fact]
    public void Tagged_tasks_are_shown_first_and_Tab_shows_others()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 100, 30);
        screen.Press("N", "Home", "Down", "Space", "Space", "J");
        Assert.StartsWith(" Job: 2 tagged", screen.Lines[0], StringComparison.Ordinal);

        screen.Press("Tab");
        Assert.StartsWith(" Job: 36 processes of python", screen.Lines[0], StringComparison.Ordinal);
        screen.Press("Tab");
        Assert.StartsWith(" Job: 12 tasks of the finding", screen.Lines[0], StringComparison.Ordinal);
        screen.Press("Tab");
        Assert.StartsWith(" Job: 2 tagged", screen.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_other_tasks_Tab_says_so()
    {
        using var screen = new TestScreen(AnySnapshot.Of(AnyTopology.Of(4), _ => 0, AnySnapshot.Process(7)), 80, 24);

        screen.Press("J", "Tab");

        Assert.StartsWith("There are no other tasks to show", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_tagged_is_not_changed_while_something_else_is_looked_at()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 100, 30);
        screen.Press("N", "Home", "Down", "Space", "J", "Tab", "a");

        Assert.StartsWith("1 task is tagged and would be changed", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_alone_is_shown_by_its_threads_and_H_shows_it_as_one()
    {
        Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(4), _ => 0, AnySnapshot.Process(
            7, "omp", run: 2, affinity: CpuSet.Range(0, 1),
            threads: [AnySnapshot.Thread(7, 7, run: 1, affinity: CpuSet.Of(0)), AnySnapshot.Thread(8, 7, run: 1, cpu: 1, affinity: CpuSet.Of(1))]));
        using var screen = new TestScreen(snapshot, 80, 24);

        screen.Press("Home", "J");
        Assert.StartsWith(" Job: 1 process of omp, 2 threads", screen.Lines[0], StringComparison.Ordinal);
        Assert.Contains("TID", screen.Lines[1], StringComparison.Ordinal);
        screen.Press("H");

        Assert.DoesNotContain("threads", screen.Lines[0], StringComparison.Ordinal);
        Assert.Contains("██", screen.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_that_have_ended_are_said_to()
    {
        using TestScreen screen = Ranks();

        screen.Show(OnlyInit());

        Assert.Equal(" Job: 4 ranks of mpirun 50: they have ended", screen.Lines[0]);
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData("a")]
    [InlineData("i")]
    [InlineData("r")]
    public void When_they_have_ended_nothing_is_done_to_the_task_under_the_lists_cursor(string key)
    {
        using var machine = new FakeMachine(cpus: 4);
        machine.Start(1, affinity: CpuSet.Of(0));
        using var screen = new TestScreen(AnyJob.FourRanks(), 80, 24, editor: machine.Editor(), confirm: ConfirmMode.Never);
        screen.Press("N", "Home", "Down", "J");
        screen.Show(OnlyInit());

        screen.Press(key);

        Assert.Equal("The tasks that were shown here have ended: Tab shows others, Esc goes back.", screen.Message);
        Assert.StartsWith(" Job: ", screen.Lines[0], StringComparison.Ordinal);
        Assert.Empty(machine.Writes);
        Assert.Null(screen.Main.Prompt);
    }

    [Fact]
    public void When_they_have_ended_Tab_shows_what_the_lists_cursor_is_on()
    {
        using TestScreen screen = Ranks();
        screen.Show(OnlyInit());

        screen.Press("Tab");

        Assert.StartsWith(" Job: 1 process of init", screen.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_list_follows_is_still_followed_while_its_cursor_is_on_another_task()
    {
        using TestScreen screen = Ranks("F");
        screen.Press("End");

        screen.Show(AnyJob.FourRanks());

        Assert.Equal(string.Empty, screen.Message);
        Assert.Equal(50, screen.Main.Followed!.Value.Task.Tid);
    }

    [Fact]
    public void The_cursor_of_a_grouped_list_does_not_go_where_this_one_goes()
    {
        using TestScreen screen = Ranks("g");
        RowKey? before = screen.Main.Cursor.Selected;
        screen.Press("End");

        screen.Show(AnyJob.FourRanks());

        Assert.Equal(before, screen.Main.Cursor.Selected);
    }

    [Fact]
    public void A_rank_is_released_where_one_looks()
    {
        using var machine = new FakeMachine(cpus: 4);
        machine.Start(60, affinity: CpuSet.Of(0));
        machine.Start(61, affinity: CpuSet.Of(1));
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(4), _ => 0, AnySnapshot.Process(50, "mpirun"), AnyJob.Rank(60, 0, 50, 0, "0"), AnyJob.Rank(61, 1, 50, 1, "1"));
        using var screen = new TestScreen(snapshot, 80, 24, editor: machine.Editor(), confirm: ConfirmMode.Never);
        screen.Press("N", "Home", "J", "Down", "r");

        Assert.Equal(61, Assert.Single(machine.Writes).Tid);
    }

    [Fact]
    public void Read_only_changes_nothing_here_either()
    {
        using var screen = new TestScreen(AnyJob.FourRanks(), 80, 24, isReadOnly: true);

        screen.Press("Home", "J", "r");

        Assert.Equal("Read only: said.", screen.Message);
    }

    [Fact]
    public void While_it_is_open_environments_are_read_and_the_tasks_in_view_are_asked_for()
    {
        using TestScreen screen = Ranks();
        var request = new RequestForView();

        SampleRequest open = request.After(SampleRequest.Ordinary, screen.Main);
        screen.Press("Esc");
        SampleRequest closed = request.After(open, screen.Main);

        Assert.Equal((ExtraFiles.Environment, ExtraFiles.None), (open.ExtrasOfAll, closed.ExtrasOfAll));
        Assert.Superset(new HashSet<int> { 60, 61, 62, 63 }, open.Visible.ToHashSet());
        Assert.Equal(1, screen.Pace.Refreshes);
    }

    [Fact]
    public void Of_a_captured_machine_environments_are_read_at_the_start_as_it_is_not_read_again()
    {
        using var screen = new TestScreen(AnyJob.FourRanks(), 80, 24, isLive: false);

        Assert.Equal(ExtraFiles.Environment, new RequestForView().After(SampleRequest.Ordinary, screen.Main).ExtrasOfAll);
        Assert.Equal(ExtraFiles.Environment, RequestForView.OfAll(isLive: false, hasJob: false));
        Assert.Equal(ExtraFiles.None, RequestForView.OfAll(isLive: true, hasJob: false));
    }

    [Fact]
    public void An_empty_list_has_nothing_to_show()
    {
        using var screen = new TestScreen(AnySnapshot.Of(AnyTopology.Of(4), _ => 0), 80, 24);

        screen.Press("J");

        Assert.Equal("No task is under the cursor.", screen.Message);
        Assert.Equal(Overlay.None, screen.Main.Overlay);
    }

    private static void Check(TestScreen screen, string name) =>
        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "tests", "Fixtures", "screens", $"{name}.txt"), screen.Text + "\n");

    private static Snapshot OnlyInit() =>
        AnySnapshot.Of(AnyTopology.Of(4), _ => 0, AnySnapshot.Process(1, "init", parent: 0, run: 0.5, affinity: CpuSet.Of(0), limit: CpuSet.Range(0, 3)));

    private static TestScreen Ranks(params ReadOnlySpan<string> keys)
    {
        var screen = new TestScreen(AnyJob.FourRanks(), 80, 24);
        screen.Press("N", "Home", "Down");
        screen.Press(keys);
        screen.Press("J");
        return screen;
    }

    private static Snapshot Large(int cpus) => AnySnapshot.Of(
        AnyTopology.Of(cpus, nodes: 4, smt: 2, cachesPerNode: 4), cpu => cpu.Number * 37 % 11 / 10.0,
        [
            AnySnapshot.Process(50, "mpirun", run: 3),
            .. Enumerable.Range(0, 24).Select(rank => AnyJob.Rank(
                100 + rank, rank, parent: 50, cpu: rank * 8, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rank * 8}-{(rank * 8) + 3}"), run: rank % 5 == 0 ? 0 : 1)),
        ]);
}
