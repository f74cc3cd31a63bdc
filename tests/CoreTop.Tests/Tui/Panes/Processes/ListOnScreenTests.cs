using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Tui.Panes.Processes;

public sealed class ListOnScreenTests : IDisposable
{
    private static readonly ProcessLoad[] Family =
    [
        AnySnapshot.Process(1, "init", user: "root", uid: 0, parent: 0),
        AnySnapshot.Process(10, "shell", parent: 1),
        AnySnapshot.Process(11, "make", parent: 10, commandLine: "/usr/bin/make " + new string('x', 300) + " end"),
        AnySnapshot.Process(12, "cc", parent: 11, commandLine: "/usr/lib/cc1 a.c"),
        AnySnapshot.Process(20, "cron", user: "root", uid: 0, parent: 1),
    ];

    private readonly TestScreen _screen = new(Of(Family));

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Branches_fold_and_unfold_by_keys_and_stay_folded_through_refreshes_and_without_the_tree()
    {
        _screen.Press("N", "t", "Down", "-");
        Assert.Equal([1, 10, 20], Pids());
        Assert.Contains(_screen.Lines, line => line.EndsWith("├+ shell", StringComparison.Ordinal));

        _screen.Press("-");
        _screen.Show(Of(Family));
        Assert.Equal([1, 10, 20], Pids());
        _screen.Press("t");
        Assert.Equal([1, 10, 11, 12, 20], Pids());
        _screen.Press("t");
        Assert.Equal([1, 10, 20], Pids());

        _screen.Press("+");
        Assert.Equal([1, 10, 11, 12, 20], Pids());
        _screen.Press("*");
        Assert.Equal([1, 10, 20], Pids());
        _screen.Press("*");
        Assert.Equal([1, 10, 11, 12, 20], Pids());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Users_without_a_name_are_told_apart_and_so_are_processes_of_seven_digits(int width)
    {
        using var screen = new TestScreen(
            Of([AnySnapshot.Process(4_194_302, user: "1834501112"), AnySnapshot.Process(4_194_303, user: "1834501113")]), width);

        Assert.Contains(screen.Lines, line => line.StartsWith(" 4194302 1834501112 ", StringComparison.Ordinal));
        Assert.Contains(screen.Lines, line => line.StartsWith(" 4194303 1834501113 ", StringComparison.Ordinal));

        // The list does not jump when the last of them ends.
        screen.Show(Of([AnySnapshot.Process(7, user: "ann")]));
        Assert.Contains(screen.Lines, line => line.StartsWith("       7 ann        ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_longer_name_gives_way_in_the_middle()
    {
        using var screen = new TestScreen(Of([AnySnapshot.Process(7, user: "very.long.name@corp.example.com")]));

        Assert.Contains(screen.Lines, line => line.StartsWith("      7 very.….com ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_CPU_of_four_digits_is_shown_whole()
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(8192), _ => 0, AnySnapshot.Process(7, cpu: 8191), AnySnapshot.Process(8, cpu: 999));
        using var screen = new TestScreen(snapshot);

        Assert.Contains(screen.Lines, line => line.Contains(" 8191 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Backspace_folds_into_the_parent_and_goes_there()
    {
        _screen.Press("N", "t", "Down", "Down", "Down", "Backspace");
        Assert.Equal([1, 10, 11, 20], Pids());
        Assert.Equal(11, Selected());

        _screen.Press("Backspace", "Backspace");
        Assert.Equal([1], Pids());
        Assert.Equal(1, Selected());

        _screen.Press("Backspace");
        Assert.Equal("init 1 stands at the top level: there is nothing to fold it into.", _screen.Message);
    }

    [Fact]
    public void When_all_is_folded_the_cursor_goes_to_the_branch_that_holds_its_task()
    {
        _screen.Press("N", "t", "Down", "Down", "Down", "*");

        Assert.Equal(10, Selected());
    }

    [Theory]
    [InlineData("-", "Folding is for the tree, which t shows, and for groups of processes, which g shows.")]
    [InlineData("Backspace", "Folding is for the tree, which t shows, and for groups of processes, which g shows.")]
    public void Folding_without_a_tree_is_said(string key, string sentence)
    {
        _screen.Press(key);

        Assert.Equal(sentence, _screen.Message);
    }

    [Fact]
    public void What_has_no_children_says_so()
    {
        _screen.Press("N", "t", "End", "-");

        Assert.Equal("cron 20 has nothing below it to fold.", _screen.Message);
    }

    [Fact]
    public void Search_goes_on_and_back_while_typing_and_after()
    {
        _screen.Press("N", "/");
        _screen.Type("c");
        Assert.Equal(12, Selected());
        Assert.Equal(20, SelectedAfter("F3"));
        Assert.Equal(12, SelectedAfter("F3"));
        Assert.Equal(20, SelectedAfter("Shift-F3"));
        _screen.Press("F3", "Enter");
        Assert.Equal(20, SelectedAfter("F3"));
        Assert.Equal(12, SelectedAfter("Shift-F3"));
    }

    [Fact]
    public void Digits_go_to_the_pid_and_what_is_not_found_is_said_until_it_is()
    {
        _screen.Press("N", "/");
        _screen.Type("1");
        Assert.Equal(1, Selected());
        _screen.Type("2");
        Assert.Equal(12, Selected());
        _screen.Type("9");
        Assert.Equal("No task has \"129\".", _screen.Message);
        _screen.Press("Backspace");
        Assert.Equal(string.Empty, _screen.Message);
    }

    [Fact]
    public void Searching_on_before_anything_was_looked_for_says_what_to_do()
    {
        _screen.Press("Shift-F3");

        Assert.Equal("There is no search to continue: / asks for a text.", _screen.Message);
    }

    [Fact]
    public void The_menu_of_users_counts_their_processes_and_narrows_the_list()
    {
        _screen.Press("u");
        Assert.Equal(
            [("all users", "5"), ("ann      ", "3"), ("root     ", "2")], _screen.Main.Menu!.Items.Select(item => (item.Text, item.Note!)));
        _screen.Type("r");
        _screen.Press("Enter");
        Assert.Equal([1, 20], Pids().Order());
        Assert.Contains(" user root", _screen.Text, StringComparison.Ordinal);

        _screen.Press("u");
        Assert.Equal(2, _screen.Main.Menu!.Line);
        _screen.Press("Home", "Enter");
        Assert.Equal(5, _screen.Main.Rows.Count);
    }

    [Fact]
    public void The_cursor_follows_its_task_until_it_is_moved()
    {
        _screen.Press("N", "End", "F");
        Assert.Contains(" follows 20", _screen.Text, StringComparison.Ordinal);
        _screen.Press("P");
        _screen.Show(Of([.. Family, .. Enumerable.Range(100, 60).Select(pid => AnySnapshot.Process(pid, run: 0.5))]));
        Assert.Equal(20, Selected());
        Assert.NotNull(_screen.Main.Followed);

        _screen.Press("Up");
        Assert.Null(_screen.Main.Followed);
        Assert.DoesNotContain(" follows 20", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_a_followed_task_is_said()
    {
        _screen.Press("N", "End", "F");
        _screen.Show(Of(Family[..4]));

        Assert.Equal("The task that was followed has ended.", _screen.Message);
        Assert.Null(_screen.Main.Followed);
    }

    [Fact]
    public void Commands_change_by_keys_and_long_ones_scroll_to_both_ends()
    {
        Assert.Contains(_screen.Lines, line => line.EndsWith(" /usr/lib/cc1 a.c", StringComparison.Ordinal));
        _screen.Press("p");
        Assert.Contains(_screen.Lines, line => line.EndsWith(" cc1 a.c", StringComparison.Ordinal));
        _screen.Press("m");
        Assert.Contains(_screen.Lines, line => line.EndsWith(" cc│cc1 a.c", StringComparison.Ordinal));
        _screen.Press("m");
        Assert.Contains(_screen.Lines, line => line.EndsWith(" cc", StringComparison.Ordinal));
        _screen.Press("m", "$");
        Assert.Contains(_screen.Lines, line => line.EndsWith("xxx end", StringComparison.Ordinal));
        _screen.Press("Right");
        Assert.Contains(_screen.Lines, line => line.EndsWith("xxx end", StringComparison.Ordinal));
        _screen.Press("^");
        Assert.Contains(_screen.Lines, line => line.Contains(" make xxx", StringComparison.Ordinal));
    }

    [Fact]
    public void New_and_ended_processes_are_marked_on_request_for_a_while()
    {
        _screen.Press("N", "D");
        _screen.Show(Of(Family));
        Assert.DoesNotContain(_screen.Lines, line => line.StartsWith('+') || line.StartsWith('-'));

        _screen.Show(Of([.. Family[..4], AnySnapshot.Process(30, "fresh")], seconds: 1));
        Assert.Contains(_screen.Lines, line => line.StartsWith('+') && line.EndsWith("fresh", StringComparison.Ordinal));
        Assert.Contains(_screen.Lines, line => line.StartsWith('-') && line.EndsWith("cron", StringComparison.Ordinal));

        _screen.Show(Of([.. Family[..4], AnySnapshot.Process(30, "fresh")], seconds: 7));
        Assert.DoesNotContain(_screen.Lines, line => line.StartsWith('+') || line.StartsWith('-'));
        Assert.DoesNotContain(20, Pids());
    }

    [Fact]
    public void A_pid_that_was_used_again_is_an_ended_process_and_a_new_one()
    {
        _screen.Press("N", "t", "D");
        _screen.Show(Of([.. Family[..4], AnySnapshot.Process(20, "again", startTicks: 9000)], seconds: 1));

        Assert.Equal([1, 10, 11, 12, 20, 20], Pids().Order());
        Assert.Contains(_screen.Lines, line => line.StartsWith('+') && line.EndsWith("again", StringComparison.Ordinal));
        Assert.Contains(_screen.Lines, line => line.StartsWith('-') && line.EndsWith("cron", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_stay_where_they_are_while_the_cursor_is_moved_and_are_sorted_anew_soon_after()
    {
        Busy(10);
        _screen.Press("Down");
        int[] before = Pids();
        Busy(20);
        Assert.Equal(before, Pids());

        _screen.Time.Advance(TimeSpan.FromSeconds(3));
        Busy(20);
        Assert.Equal(20, Pids()[0]);
    }

    [Fact]
    public void Rows_stay_where_they_are_while_a_menu_is_open_and_new_ones_go_below()
    {
        Busy(10);
        _screen.Press("F6");
        _screen.Show(Of([.. Family, AnySnapshot.Process(99, run: 0.9)]));
        Assert.Equal((10, 99), (Pids()[0], Pids()[^1]));

        _screen.Press("Esc");
        _screen.Show(Of([.. Family, AnySnapshot.Process(99, run: 0.9)]));
        Assert.Equal(99, Pids()[0]);
    }

    [Fact]
    public void Ancestors_that_a_filter_keeps_in_the_tree_have_a_sign_before_them()
    {
        _screen.Press("t", "F4");
        _screen.Type("name=cc");
        _screen.Press("Enter");

        Assert.Contains(_screen.Lines, line => line.StartsWith(':') && line.EndsWith("shell", StringComparison.Ordinal));
        Assert.Contains(_screen.Lines, line => line.StartsWith(' ') && line.EndsWith("cc1 a.c", StringComparison.Ordinal));
    }

    [Fact]
    public void Values_that_look_the_same_keep_their_order()
    {
        _screen.Show(Of(AnySnapshot.Process(5, run: 0.50010), AnySnapshot.Process(6, run: 0.50020)));
        Assert.Equal([5, 6], Pids());

        _screen.Show(Of(AnySnapshot.Process(5, run: 0.502), AnySnapshot.Process(6, run: 0.501)));
        Assert.Equal([5, 6], Pids());
        _screen.Show(Of(AnySnapshot.Process(5, run: 0.501), AnySnapshot.Process(6, run: 0.502)));
        Assert.Equal([6, 5], Pids());
    }

    private static Snapshot Of(params ProcessLoad[] processes) => Of(processes, seconds: 0);

    private static Snapshot Of(ProcessLoad[] processes, int seconds)
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(4), _ => 0, [.. processes.Select(process => process with { Affinity = CpuSet.Range(0, 3) })]);
        return snapshot with { Time = snapshot.Time + TimeSpan.FromSeconds(seconds) };
    }

    private void Busy(int pid) =>
        _screen.Show(Of([.. Family.Select(process => process.Pid == pid ? process with { Run = 0.9 } : process)]));

    private int[] Pids() => [.. _screen.Main.Rows.Select(row => row.Task.Pid)];

    private int Selected() => _screen.Main.Selected!.Value.Task.Pid;

    private int SelectedAfter(string key)
    {
        _screen.Press(key);
        return Selected();
    }
}
