using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Panes.Setup;

namespace CoreTop.Tests.Tui.Screen;

public sealed class SearchTests : IDisposable
{
    private static readonly Snapshot Machine = AnySnapshot.Founding();

    private readonly TestScreen _screen = new(null, height: 30);

    public SearchTests() => _screen.Show(Machine, AnyDiagnosis.Of(AnyDiagnosis.Founding));

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Help_scrolls_to_what_is_typed_and_marks_it_and_n_and_N_go_on()
    {
        _screen.Press("F1", "/");
        _screen.Type("voluntary context");
        Assert.Contains(_screen.Lines, line => line.Contains("VCS/s", StringComparison.Ordinal));
        _screen.Press("Enter");
        string first = Found();

        _screen.Press("n");
        Assert.NotEqual(first, Found());
        _screen.Press("N");
        Assert.Equal(first, Found());
        _screen.Press("Shift-F3", "n");
        Assert.Equal(first, Found());
        Assert.Contains(Theme.Colour[Ink.Picked], _screen.LooksOf("ICS/s"));
    }

    [Fact]
    public void A_sentence_that_continues_in_the_next_line_is_found()
    {
        using var narrow = new TestScreen(Machine, 60, 30);
        narrow.Press("F1", "/");
        narrow.Type("shown in the tree only because something below it is: the filter");

        Assert.Equal(string.Empty, narrow.Message);
    }

    [Fact]
    public void What_is_not_there_is_said_and_the_page_stays()
    {
        _screen.Press("F1", "PgDn");
        string before = _screen.Lines[0];
        _screen.Press("/");
        _screen.Type("§§");

        Assert.Equal("No line has \"§§\".", _screen.Message);
        Assert.Equal(before, _screen.Lines[0]);
    }

    [Fact]
    public void Searching_on_without_a_text_says_what_to_do()
    {
        _screen.Press("F1", "n");

        Assert.Equal("There is no search to continue: / asks for a text.", _screen.Message);
    }

    [Fact]
    public void Setup_goes_to_a_column_by_its_name_or_else_by_what_it_is()
    {
        _screen.Press("f", "Right", "Right", "/");
        _screen.Type("swap");
        _screen.Press("Enter");
        Assert.Equal("SWAP", Selected());

        _screen.Press("/");
        _screen.Type("security module");
        _screen.Press("Enter");
        Assert.Equal("LABEL", Selected());
    }

    [Fact]
    public void Setup_is_searched_whole_from_where_the_cursor_is()
    {
        _screen.Press("F2", "/");
        _screen.Type("VCS/s");
        Assert.Equal("VCS/s", Selected());
        Assert.Equal((SetupSection.Columns, SetupLists.OtherColumns), (_screen.Main.Setup!.Section, _screen.Main.Setup.List));
        _screen.Press("Enter", "/");
        _screen.Type("confirm");
        Assert.Equal(SetupSection.Options, _screen.Main.Setup.Section);
        _screen.Press("Enter", "/");
        _screen.Type("pressure-io");
        Assert.Equal((SetupSection.Meters, SetupLists.AllMeters), (_screen.Main.Setup.Section, _screen.Main.Setup.List));
    }

    [Fact]
    public void Setup_is_searched_from_an_empty_list_too()
    {
        _screen.Press("F2", "Right", "F9", "F9", "F9", "F9", "F9", "F9", "F9", "/");
        _screen.Type("theme");

        Assert.Equal("Theme", Selected());
    }

    [Fact]
    public void A_menu_goes_to_a_line_by_any_part_of_it()
    {
        _screen.Press("F6", "/");
        _screen.Type("LT/s");
        Assert.Equal("MINFLT/s", Line());
        _screen.Press("F3");
        Assert.Equal("MAJFLT/s", Line());
        _screen.Press("Enter", "Shift-F3");
        Assert.Equal("MINFLT/s", Line());
        _screen.Press("Enter");
        Assert.Equal("MINFLT/s", _screen.Main.List.Sort.Heading);
    }

    [Fact]
    public void The_explanation_and_the_details_are_searched()
    {
        _screen.Press("x", "F3");
        _screen.Type("taskset");
        Assert.Contains(Theme.Colour[Ink.Cursor], _screen.LooksOf("taskset -apc"));
        _screen.Press("Enter", "Esc", "Enter", "/");
        _screen.Type("affinity");
        Assert.Equal(string.Empty, _screen.Message);
    }

    [Fact]
    public void The_plan_is_searched_by_task_and_reason()
    {
        _screen.Show(Machine);
        _screen.Press("b", "/");
        _screen.Type("3297");
        _screen.Press("Enter");

        CoreTop.Tui.Panes.Balance.BalanceState plan = _screen.Main.Panes.Balance.State!;
        Assert.Equal(3297, plan.Plan.Changes[plan.Cursor].Tid);
    }

    [Fact]
    public void Alt_with_h_j_k_and_l_are_arrows_everywhere()
    {
        _screen.Press("N", "Alt-j", "Alt-j", "Alt-k");
        Assert.Equal(1, _screen.Main.Cursor.Index);

        _screen.Press("F6", "Home", "Alt-j", "Alt-j", "Alt-k");
        Assert.Equal(1, _screen.Main.Menu!.Line);

        _screen.Press("Esc", "F2", "Alt-l", "Alt-h", "Alt-j");
        Assert.Equal(1, _screen.Main.Setup!.Line);
    }

    private string Found()
    {
        string[] lines = _screen.Lines;
        return Assert.Single(lines, line => line.Length > 0 && _screen.LooksOf(line).Contains(Theme.Colour[Ink.Cursor]));
    }

    private string Selected() => _screen.Main.Setup!.Selected(_screen.Main.Settings)!.Value.Text;

    private string Line() => _screen.Main.Menu!.Items[_screen.Main.Menu.Line].Text;
}
