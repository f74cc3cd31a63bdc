using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Settings;
using CoreTop.Tui;

namespace CoreTop.Tests.Tui.Panes.Processes;

public sealed class GroupsOnScreenTests
{
    [Fact]
    public void The_key_g_makes_one_row_of_the_processes_of_a_program_and_again_each_has_its_own()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), width: 160);

        screen.Press("g");
        Assert.Equal(2, screen.Main.Rows.Count);
        Assert.Equal(1, screen.Pace.Refreshes);
        Assert.Contains("+ python train.py ×36", screen.Text, StringComparison.Ordinal);
        Assert.Empty(screen.Message);

        screen.Press("g");
        Assert.Equal(37, screen.Main.Rows.Count);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    public void The_founding_machine_has_one_row_for_its_job(int width, int height)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), width, height);
        screen.Press("g");

        string row = screen.Lines.Single(line => line.Contains("train.py ×36", StringComparison.Ordinal));

        Assert.Contains(" 2500  1100 ", row, StringComparison.Ordinal);
        Assert.Contains("≤7.7G", row, StringComparison.Ordinal);
        Assert.EndsWith("×36", row.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_tree_and_groups_exclude_each_other_and_that_is_said()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());

        screen.Press("t", "g");
        Assert.False(screen.Main.List.IsTree);
        Assert.True(screen.Main.List.IsGrouped);
        Assert.Equal("Processes of the same program are one row; the tree is off: t shows it again.", screen.Message);

        screen.Press("t");
        Assert.True(screen.Main.List.IsTree);
        Assert.False(screen.Main.List.IsGrouped);
        Assert.Equal("The tree of processes; groups by program are off: g shows them again.", screen.Message);
    }

    [Theory]
    [InlineData("+", "-")]
    [InlineData("=", "-")]
    [InlineData("Enter", "Enter")]
    [InlineData("Right", "Left")]
    [InlineData("*", "*")]
    public void A_group_unfolds_and_folds_by_key(string unfold, string fold)
    {
        using TestScreen screen = OnGroup();

        screen.Press(unfold);
        Assert.Equal(38, screen.Main.Rows.Count);
        Assert.Contains("- python train.py ×36", screen.Text, StringComparison.Ordinal);
        Assert.Contains("├─ python train.py", screen.Text, StringComparison.Ordinal);
        Assert.NotNull(screen.Main.Selected!.Value.Group);

        screen.Press(fold);
        Assert.Equal(2, screen.Main.Rows.Count);
        Assert.NotNull(screen.Main.Selected!.Value.Group);
    }

    [Theory]
    [InlineData("Backspace")]
    [InlineData("*")]
    public void The_cursor_goes_to_the_group_that_a_process_is_folded_into(string key)
    {
        using TestScreen screen = OnGroup();
        screen.Press("+", "Down", "Down", "Down");
        Assert.Null(screen.Main.Selected!.Value.Group);

        screen.Press(key);

        Assert.Equal(2, screen.Main.Rows.Count);
        Assert.Equal("python train.py", screen.Main.Selected!.Value.Group!.Name.Label);
    }

    [Fact]
    public void The_cursor_holds_a_process_when_groups_come_and_a_process_of_the_group_when_they_go()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());
        screen.Press("N", "Down", "Down", "Down");
        int pid = screen.Main.Selected!.Value.Process.Pid;

        screen.Press("g");
        Assert.Contains(screen.Main.Selected!.Value.Group!.Members, member => member.Pid == pid);

        screen.Press("g");
        Assert.Equal("python", screen.Main.Selected!.Value.Task.Name);
    }

    [Fact]
    public void The_cursor_holds_a_group_while_processes_come_and_go_and_the_last_one_that_is_left()
    {
        using TestScreen screen = OnGroup();
        Snapshot founding = AnySnapshot.Founding();

        Show(20);
        Assert.Equal(20, screen.Main.Selected!.Value.Group!.Members.Length);
        Show(1);
        Assert.Null(screen.Main.Selected!.Value.Group);
        Assert.Equal("python", screen.Main.Selected!.Value.Task.Name);
        Show(36);
        Assert.Equal(36, screen.Main.Selected!.Value.Group!.Members.Length);
        Show(0);
        Assert.Equal("systemd", screen.Main.Selected!.Value.Task.Name);

        void Show(int count) => screen.Show(founding with { Processes = [.. founding.Processes.Take(count + 1)] });
    }

    [Fact]
    public void What_the_cursor_follows_is_named_and_may_be_a_group()
    {
        using TestScreen screen = OnGroup();

        screen.Press("F");
        Assert.Equal("The cursor follows 36 processes of python train.py until it is moved.", screen.Message);
        Assert.Contains("follows python train.py", screen.Text, StringComparison.Ordinal);
        screen.Show(AnySnapshot.Founding());
        Assert.NotNull(screen.Main.Followed);

        Snapshot founding = AnySnapshot.Founding();
        screen.Show(founding with { Processes = [founding.Processes[0]] });
        Assert.Null(screen.Main.Followed);
        Assert.Equal("No process of python train.py is shown any more: the group is not followed any more.", screen.Message);
    }

    [Fact]
    public void Space_tags_all_processes_of_a_group_and_takes_their_tags_away()
    {
        using TestScreen screen = OnGroup();

        screen.Press("Space");
        Assert.Equal(36, screen.Main.Tags.Count);
        Assert.Equal("36 processes of python train.py tagged.", screen.Message);
        Assert.Contains("36 tagged", screen.Text, StringComparison.Ordinal);
        Assert.Equal('*', Row(screen, "×36")[0]);

        screen.Press("Home", "g", "Space", "g");
        Assert.Equal(35, screen.Main.Tags.Count);
        Assert.Equal('~', Row(screen, "×36")[0]);

        screen.Press("U", "Home", "Space", "Home", "Space");
        Assert.Empty(screen.Main.Tags);
        Assert.Equal("36 processes of python train.py are not tagged any more.", screen.Message);
    }

    [Fact]
    public void The_key_c_tags_what_descends_from_a_group_too()
    {
        using var screen = new TestScreen(AnySnapshot.Of(
            AnyTopology.Of(4), _ => 0,
            AnySnapshot.Process(1, "make", run: 1), AnySnapshot.Process(2, "make", run: 1), AnySnapshot.Process(3, "cc", parent: 2), AnySnapshot.Process(9, "x", parent: 0)));

        screen.Press("g", "c");

        Assert.Equal([1, 2, 3], screen.Main.Tags.Select(tag => tag.Task.Tid).Order());
    }

    [Fact]
    public void Details_are_of_one_process_and_a_group_says_so()
    {
        using TestScreen screen = OnGroup();

        screen.Press("w");

        Assert.Equal(Overlay.None, screen.Main.Overlay);
        Assert.Equal("36 processes of python train.py are one row here: + shows them, and details are of one of them.", screen.Message);

        screen.Press("+", "Down", "Enter");
        Assert.Equal(Overlay.Some, screen.Main.Overlay);
    }

    [Fact]
    public void A_search_finds_what_is_in_a_folded_group()
    {
        using TestScreen screen = OnGroup();
        screen.Press("End");
        Assert.Null(screen.Main.Selected!.Value.Group);

        screen.Press("/");
        screen.Type("3295");

        Assert.NotNull(screen.Main.Selected!.Value.Group);
    }

    [Fact]
    public void A_filter_narrows_the_group_and_folding_refuses_single_processes()
    {
        using TestScreen screen = OnGroup();

        screen.Press("F4");
        screen.Type("only=35");
        screen.Press("Enter");
        Assert.Contains("×12", Row(screen, "train.py"), StringComparison.Ordinal);

        screen.Press("Esc", "End", "+");
        Assert.Equal("systemd 1 is one process: groups fold.", screen.Message);
        screen.Press("Backspace");
        Assert.StartsWith("systemd 1 stands at the top level", screen.Message, StringComparison.Ordinal);
        screen.Press("g", "-");
        Assert.Equal("Folding is for the tree, which t shows, and for groups of processes, which g shows.", screen.Message);
    }

    [Fact]
    public void The_core_panel_counts_processes_not_rows_when_it_filters_by_cpu()
    {
        using TestScreen screen = OnGroup();

        screen.Press("Tab", "End", "Enter");

        Assert.StartsWith("Only the 12 tasks that last ran on CPU 35 are shown", screen.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_are_saved_and_the_setting_turns_the_tree_off()
    {
        using TestScreen screen = OnGroup();
        screen.Press("W");

        Setting groups = SettingsTable.Find("groups")!, tree = SettingsTable.Find("tree")!;
        Assert.Equal("yes", groups.Write(screen.Saved!));
        ScreenSettings both = tree.Read(screen.Saved!, "yes")!;
        Assert.Equal(("no", "yes"), (groups.Write(both), tree.Write(both)));
        Assert.Equal(("yes", "no"), (groups.Write(groups.Read(both, "yes")!), tree.Write(groups.Read(both, "yes")!)));
    }

    [Fact]
    public void All_details_and_the_processes_of_groups_in_view_are_asked_for()
    {
        using TestScreen screen = OnGroup();
        var request = new RequestForView();

        SampleRequest grouped = request.After(SampleRequest.Ordinary, screen.Main);
        Assert.True(grouped.AllDetails);
        Assert.Equal(37, grouped.Visible.Count);
        Assert.Same(grouped, request.After(grouped, screen.Main));

        screen.Press("g");
        Assert.False(request.After(grouped, screen.Main).AllDetails);
    }

    [Fact]
    public void The_cpus_of_a_group_are_those_of_all_its_processes()
    {
        using TestScreen screen = OnGroup();

        ProcessRow group = screen.Main.Selected!.Value;

        Assert.Equal(25, group.Group!.LastCpus.Count);
        Assert.True(CpuSet.Of(35).IsSubsetOf(group.Task.Affinity!));
    }

    private static TestScreen OnGroup()
    {
        var screen = new TestScreen(AnySnapshot.Founding(), width: 160);
        screen.Press("g", "Home");
        return screen;
    }

    private static string Row(TestScreen screen, string text) =>
        screen.Lines.Last(line => line.Contains(text, StringComparison.Ordinal) && line.Contains("ubuntu", StringComparison.Ordinal));
}
