using CoreTop.Analysis.Judging;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Analysis;

namespace CoreTop.Tests.Tui.Panes.Processes;

/// <summary>X narrows the list to the tasks of a finding.</summary>
public sealed class NarrowedToFindingTests : IDisposable
{
    // Eight tasks on CPU 0, and four on CPU 1; the rest of the machine idles.
    private static readonly Scene Machine = Scene.Of("0-15")
        .Add(8, run: 0.125, wait: 0.875, mask: "0", on: 0, name: "solve")
        .Add(4, run: 0.25, wait: 0.75, mask: "1", on: 1, name: "train")
        .Add(3, run: 0, wait: 0, state: TaskState.Sleeping, name: "rest");

    private static readonly Snapshot Shown = Machine.Snapshot();
    private static readonly Diagnosis Two = Diagnosed(Finding("0", 1000, 8), Finding("1", 1008, 4));

    private readonly TestScreen _screen = new(null, 120, 40);

    public NarrowedToFindingTests() => _screen.Show(Shown, Two);

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void X_goes_from_finding_to_finding_and_then_shows_all()
    {
        _screen.Press("X");
        Assert.Equal("Only the 8 tasks of pile-up on CPU 0 (finding 1 of 2) are shown; X goes to the next finding.", _screen.Message);
        Assert.Equal(Enumerable.Range(1000, 8), Pids());

        _screen.Press("X");
        Assert.Equal("Only the 4 tasks of pile-up on CPU 1 (finding 2 of 2) are shown; X shows all.", _screen.Message);
        Assert.Equal(Enumerable.Range(1008, 4), Pids());

        _screen.Press("X");
        Assert.Equal("All tasks are shown again, not only those of pile-up on CPU 1.", _screen.Message);
        Assert.Equal(Enumerable.Range(1000, 15), Pids());
    }

    [Fact]
    public void The_finding_line_shows_the_finding_that_the_list_is_narrowed_to()
    {
        _screen.Press("X", "X");
        ForgetMessage();

        string line = Assert.Single(_screen.Lines, line => line.StartsWith(" ⚠ ", StringComparison.Ordinal));
        Assert.Contains("CPU 1", line, StringComparison.Ordinal);
        Assert.Contains(" 2/2  b fix  x why  X tasks", line, StringComparison.Ordinal);
        Assert.Contains(_screen.Lines, heading => heading.Contains("PID USER", StringComparison.Ordinal) && heading.EndsWith(" pile-up", StringComparison.Ordinal));
    }

    [Fact]
    public void At_80x24_the_rules_name_stands_behind_the_headings_and_needs_no_row_of_its_own()
    {
        using var screen = new TestScreen(null, 80, 24);
        screen.Show(Shown, Diagnosed(AnyDiagnosis.Finding("Two share a core.", rule: "smt-sharing", tasks: [AnyDiagnosis.Task(1000), AnyDiagnosis.Task(1001)])));

        screen.Press("X");

        Assert.Contains(screen.Lines, line => line.Contains("PID USER", StringComparison.Ordinal) && line.EndsWith(" CMD   smt-sharing", StringComparison.Ordinal));
    }

    [Fact]
    public void Esc_takes_the_narrowing_away_and_says_so()
    {
        _screen.Press("X", "Space", "Esc");

        Assert.Equal("All tasks are shown again, not only those of pile-up on CPU 0.", _screen.Message);
        Assert.Single(_screen.Main.Tags);
        Assert.Equal(15, Pids().Count());
    }

    [Fact]
    public void Tasks_that_join_the_finding_join_the_list()
    {
        _screen.Press("X");

        _screen.Show(Shown, Diagnosed(Finding("0", 1000, 7), Finding("1", 1008, 4)));

        Assert.Equal(Enumerable.Range(1000, 7), Pids());
    }

    [Fact]
    public void A_finding_that_ends_is_said_and_its_tasks_stay_until_Esc()
    {
        _screen.Press("X");
        ForgetMessage();

        _screen.Show(Shown, Diagnosed(Finding("1", 1008, 4)));
        Assert.Equal("Over: pile-up on CPU 0. Its 8 tasks stay in view; Esc shows all.", _screen.Message);
        Assert.Equal(Enumerable.Range(1000, 8), Pids());
        Assert.Contains(" pile-up, over", _screen.Text, StringComparison.Ordinal);

        _screen.Press("X");
        Assert.Equal(Enumerable.Range(1008, 4), Pids());
    }

    [Fact]
    public void What_was_said_of_a_change_is_not_lost_when_it_ends_the_finding()
    {
        _screen.Press("X");
        _screen.Main.Panes.Context.Messages.Say("7 tasks moved.", CoreTop.Tui.Screen.StatusKind.Done);

        _screen.Show(Shown, Diagnosis.Nothing);

        Assert.Equal("7 tasks moved. Over: pile-up on CPU 0. Its 8 tasks stay in view; Esc shows all.", _screen.Message);
    }

    [Fact]
    public void A_finding_that_comes_back_is_shown_again()
    {
        _screen.Press("X");
        _screen.Show(Shown, Diagnosis.Nothing);
        _screen.Show(Shown, Two);

        Assert.DoesNotContain(", over", _screen.Text, StringComparison.Ordinal);
        Assert.Equal("1/2", _screen.Main.Panes.Context.Finding.Place);
    }

    [Fact]
    public void Without_a_finding_that_is_said()
    {
        _screen.Show(Shown, Diagnosis.Nothing);
        _screen.Press("X");
        Assert.Equal("Nothing is wrong: there is no finding whose tasks could be shown.", _screen.Message);

        _screen.Show(Shown, AnyDiagnosis.Of(AnyDiagnosis.Finding("The hypervisor takes 11 % of CPU 2.", "steal", FindingSeverity.Note)));
        _screen.Press("X");
        Assert.Equal("No finding names single tasks: x explains what is wrong.", _screen.Message);
    }

    [Fact]
    public void What_a_filter_hides_of_them_is_counted()
    {
        _screen.Press("F4");
        _screen.Type("pid<1003");
        _screen.Press("Enter", "X");

        Assert.EndsWith(" 5 of them are hidden by what else narrows the list: Esc takes that away.", _screen.Message, StringComparison.Ordinal);
        Assert.Equal([1000, 1001, 1002], Pids());
    }

    [Fact]
    public void It_narrows_the_list_from_the_core_panel_too_and_the_tree()
    {
        _screen.Press("Tab", "X");
        Assert.Equal(8, Pids().Count());

        _screen.Press("Tab", "F5");
        Assert.Equal(8, Pids().Count());
    }

    [Fact]
    public void Threads_of_a_finding_are_listed_although_threads_are_not()
    {
        Snapshot threads = Scene.Of("0-3").AddThreads("solve", [.. Enumerable.Range(0, 4).Select(_ => Scene.Thread(0.25, 0.75, "0"))]).Add(2).Snapshot();
        Finding finding = AnyDiagnosis.Finding("3 threads of solve take turns.", cpus: "0", lostCores: 3, tasks: [.. Enumerable.Range(1001, 3).Select(tid => AnyDiagnosis.Task(tid, pid: 1000))]);
        _screen.Show(threads, AnyDiagnosis.Of(finding));

        _screen.Press("X");

        Assert.Equal([1000, 1001, 1002, 1003], Rows().Select(row => row.Task.Key.Tid).Order());
        Assert.False(_screen.Main.List.ShowsThreads);
        Assert.True(_screen.Main.Panes.Processes.State.Options.ListsThreads);
        Assert.Equal(1, _screen.Pace.Refreshes);
        _screen.Press("Esc");
        Assert.Equal(3, Rows().Count);
    }

    private static Diagnosis Diagnosed(params Finding[] findings) => AnyDiagnosis.Of([.. findings]);

    private static Finding Finding(string cpus, int first, int count) => AnyDiagnosis.Finding(
        $"{count} tasks take turns on CPU {cpus}: {count - 1}.0 cores lost.", cpus: cpus, subject: cpus, lostCores: count - 1,
        tasks: [.. Enumerable.Range(first, count).Select(pid => AnyDiagnosis.Task(pid))]);

    private List<ProcessRow> Rows() => _screen.Main.Panes.Processes.State.Rows;

    private IEnumerable<int> Pids() => Rows().Where(row => !row.Is(RowTraits.Context)).Select(row => row.Process.Pid).Order();

    private void ForgetMessage() => _screen.Main.Panes.Context.Messages.Forget();
}
