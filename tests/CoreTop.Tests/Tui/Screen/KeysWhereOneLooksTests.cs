using CoreTop.Settings;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Panes.AffinityEditor;
using CoreTop.Tui.Panes.Details;
using CoreTop.Tui.Panes.Setup;

namespace CoreTop.Tests.Tui.Screen;

/// <summary>Keys act where one looks, and a key without a meaning says so.</summary>
public sealed class KeysWhereOneLooksTests : IDisposable
{
    private readonly TestScreen _screen = new(AnySnapshot.Founding());

    public void Dispose() => _screen.Dispose();

    [Theory]
    [InlineData("/", "Search:")]
    [InlineData("F3", "Search:")]
    [InlineData("\\", "Filter:")]
    [InlineData("F4", "Filter:")]
    public void In_the_core_panel_search_and_filter_ask_and_the_letters_that_follow_are_their_text(string key, string question)
    {
        _screen.Press("Tab", key);
        _screen.Type("victim");

        Assert.Equal((question, "victim"), (_screen.Main.Prompt?.Question, _screen.Main.Prompt?.Text));
        _screen.Press("Esc");
        Assert.Contains("F10Quit", _screen.Lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("Tab Back", _screen.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_core_panel_F5_and_F6_are_those_of_the_list()
    {
        _screen.Press("Tab", "F5");
        Assert.True(_screen.Main.List.IsTree);

        _screen.Press("Tab", "F6");
        Assert.Equal("Sort by", _screen.Main.Menu?.Title);
    }

    [Theory]
    [InlineData("Esc")]
    [InlineData("Tab")]
    public void The_bar_of_the_core_panel_says_how_to_go_back_and_Esc_does_so_as_Tab(string key)
    {
        _screen.Press("Tab");
        Assert.Contains("Tab Back", _screen.Lines[^1], StringComparison.Ordinal);

        _screen.Press(key);
        Assert.DoesNotContain("Tab Back", _screen.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 120)]
    [InlineData(true, 120)]
    [InlineData(true, 80)]
    public void While_the_core_panel_has_the_keyboard_nothing_of_the_list_is_bright(bool isMono, int width)
    {
        Theme theme = isMono ? Theme.Mono : Theme.Colour;
        using var screen = new TestScreen(AnySnapshot.Founding(), width, isMono: isMono);
        screen.Press("Down", "Space");
        Assert.Contains(theme[Ink.Heading], screen.LooksOf("COMMAND"));
        Assert.Contains(theme[Ink.HeadingSorted], screen.LooksOf("1 tagged"));

        screen.Press("Tab");
        Assert.Equal([theme[Ink.Faint], theme[Ink.Strong]], screen.LooksOf("COMMAND"));
        Assert.DoesNotContain(theme[Ink.HeadingSorted], screen.LooksOf("1 tagged"));
    }

    [Fact]
    public void In_the_core_panel_a_key_of_the_list_says_where_it_belongs_and_does_nothing()
    {
        _screen.Press("Tab", "t");

        Assert.False(_screen.Main.List.IsTree);
        Assert.Equal("t is a key of the process list: Tab goes there.", _screen.Message);
    }

    [Theory]
    [InlineData("s", "s does nothing here: d sets the delay, Enter shows what a process is.")]
    [InlineData("L", "L does nothing here: / searches.")]
    [InlineData("&", "& does nothing here: F3 searches further.")]
    [InlineData("E", "E does nothing here: memory is shown in the unit that fits.")]
    [InlineData("F11", "F11 does nothing here: F1 shows the keys.")]
    [InlineData("v", "v does nothing here: - folds a branch of the tree, + unfolds it.")]
    [InlineData("Ins", "Ins does nothing here: Space tags.")]
    [InlineData("Alt-a", "Alt-a does nothing here: F1 shows the keys.")]
    [InlineData("Alt-x", "Alt-x does nothing here: F1 shows the keys.")]
    public void A_key_without_a_meaning_says_so_and_names_the_one_that_does_it(string key, string sentence)
    {
        _screen.Press(key);

        Assert.Equal(sentence, _screen.Message);
    }

    [Theory]
    [InlineData("Enter", "Y", 2, "Y is a key of the process list: Esc goes there.")]
    [InlineData("Enter", "f", 2, "f is a key of the process list: Esc goes there.")]
    [InlineData("x", "e", 2, "e is a key of the process list: Esc goes there.")]
    [InlineData("b", "w", 2, "w is a key of the process list: Esc goes there.")]
    [InlineData("F2", "f", 2, "f is a key of the process list: Esc goes there.")]
    [InlineData("a", "w", 2, "w is a key of the process list: Esc goes there.")]
    [InlineData("Enter", "&", 2, "& does nothing here: F1 shows the keys.")]
    [InlineData("x", "E", 2, "E does nothing here: F1 shows the keys.")]
    [InlineData("b", "L", 2, "L does nothing here: F1 shows the keys.")]
    [InlineData("F2", "E", 2, "E does nothing here: F1 shows the keys.")]
    [InlineData("a", "&", 2, "& does nothing here: F1 shows the keys.")]
    [InlineData("F1", "Y", 1, "Y does nothing here: PgDn and PgUp scroll, Esc goes back.")]
    public void A_key_without_a_meaning_says_so_over_what_covers_the_list_and_not_after_that_was_left(
        string open, string key, int fromBottom, string sentence)
    {
        _screen.Press(open, key);
        Assert.Contains(sentence, _screen.Lines[^fromBottom], StringComparison.Ordinal);

        _screen.Press("Esc");
        Assert.Contains("COMMAND", _screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("does nothing here", _screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F5", "F5 does nothing here: Enter chooses, Esc closes.")]
    [InlineData("%", "No line has a word that begins with \"%\": Enter chooses, Esc closes.")]
    public void In_a_menu_a_key_without_a_meaning_says_so_on_the_message_line(string key, string sentence)
    {
        _screen.Press("F9", key);
        Assert.Equal("! " + sentence, _screen.MessageLine);

        _screen.Press("1");
        Assert.Empty(_screen.Message);
    }

    [Theory]
    [InlineData("/", "F5")]
    [InlineData("F4", "Tab")]
    public void While_a_text_is_asked_for_a_key_without_a_meaning_says_so_beside_it(string ask, string key)
    {
        _screen.Press(ask);
        _screen.Type("victim");
        _screen.Press(key);

        Assert.EndsWith($"victim   {key} does nothing here: Enter accepts what is typed, Esc cancels.", _screen.MessageLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e", DetailsSection.Environment)]
    [InlineData("l", DetailsSection.Files)]
    [InlineData("w", DetailsSection.Overview)]
    public void In_the_details_letters_go_to_what_they_open_in_the_list(string key, object section)
    {
        _screen.Press("Enter", "Tab", "Tab", key);

        Assert.Equal(section, _screen.Main.Panes.Details.State?.Section);
    }

    [Fact]
    public void The_first_view_key_shows_all_CPUs_in_one_bar_and_each_CPU_again()
    {
        string each = _screen.Text;
        _screen.Press("1");
        Assert.NotEqual(each, _screen.Text);
        Assert.Equal(CoreView.Summary, _screen.Main.Settings.CoreView);
        _screen.Press("1");
        Assert.Equal(each, _screen.Text);

        _screen.Press("3", "1");
        Assert.Equal(CoreView.Summary, _screen.Main.Settings.CoreView);
    }

    [Fact]
    public void A_number_typed_in_the_search_finds_the_PID()
    {
        _screen.Press("N");
        int last = _screen.Main.Rows[^1].Process.Pid;
        _screen.Press("/");
        _screen.Type(last.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(last, Selected());
    }

    [Fact]
    public void Help_begins_with_the_marks_and_scrolls_by_whole_pages()
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), 80, 24);
        screen.Press("F1");
        string[] first = screen.Lines;
        Assert.Equal(" Signs before a row of the list", first[2]);

        screen.Press("PgDn");
        string[] second = screen.Lines;
        screen.Press("Up");
        Assert.Equal(first[^2], screen.Lines[0]);
        Assert.Equal(second[0], screen.Lines[1]);
        screen.Press("Down", "PgUp");
        Assert.Equal(first, screen.Lines);
    }

    [Fact]
    public void A_key_without_a_meaning_is_said_until_the_keyboard_is_elsewhere()
    {
        _screen.Press("Tab", "t", "Down");
        Assert.Equal("t is a key of the process list: Tab goes there.", _screen.Message);

        _screen.Press("Tab");
        Assert.Empty(_screen.Message);
    }

    [Fact]
    public void A_second_F3_asks_too_goes_on_and_takes_letters_as_text()
    {
        _screen.Press("N", "/");
        _screen.Type("33");
        _screen.Press("Enter");
        int first = Selected();

        _screen.Press("F3");
        int second = Selected();
        Assert.NotEqual(first, second);
        _screen.Press("F3");
        Assert.NotEqual(second, Selected());
        _screen.Type("3");
        Assert.Equal("3", _screen.Main.Prompt?.Text);
        Assert.Equal(string.Empty, _screen.Message);
    }

    [Fact]
    public void A_click_on_Type_in_the_editors_bar_asks_with_an_empty_answer_whatever_key_came_before()
    {
        _screen.Press("a");
        _screen.Main.Panes.Screen.Click(AffinityEditorPane.Table.All.Single(command => command.Label == "Type"));

        Assert.Equal(("CPUs:", string.Empty), (_screen.Main.Prompt?.Question, _screen.Main.Prompt?.Text));
    }

    [Fact]
    public void Esc_in_the_filters_prompt_brings_the_former_filter_back()
    {
        _screen.Press("F4");
        _screen.Type("cpu=35");
        _screen.Press("Enter", "F4", "Ctrl-U");
        _screen.Type("cpu=1");
        Assert.Empty(_screen.Main.Rows);

        _screen.Press("Esc");
        Assert.Equal(("cpu=35", 12), (_screen.Main.List.Filter.Text, _screen.Main.Rows.Count));
    }

    [Fact]
    public void A_new_order_and_a_lifted_filter_begin_at_the_top_where_the_cursor_was_not_moved()
    {
        _screen.Press("N");
        Assert.Equal(0, _screen.Main.Cursor.Index);
        _screen.Press("R");
        Assert.Equal((0, 0), (_screen.Main.Cursor.Index, _screen.Main.Cursor.Top));

        _screen.Press("Down");
        int moved = Selected();
        _screen.Press("R");
        Assert.Equal(moved, Selected());
    }

    [Theory]
    [InlineData("e", DetailsSection.Environment)]
    [InlineData("l", DetailsSection.Files)]
    [InlineData("w", DetailsSection.Overview)]
    public void Letters_open_the_details_at_what_they_stand_for(string key, object section)
    {
        _screen.Press(key);

        Assert.Equal(section, _screen.Main.Panes.Details.State?.Section);
    }

    [Fact]
    public void F_opens_the_columns()
    {
        _screen.Press("f");

        Assert.Equal(SetupSection.Columns, _screen.Main.Setup?.Section);
    }

    [Fact]
    public void What_is_asked_over_a_pane_stays_when_the_tasks_of_the_pane_have_ended()
    {
        _screen.Press("a", ":");
        Assert.NotNull(_screen.Main.Prompt);
        _screen.Show(AnySnapshot.Of(AnyTopology.Of(2), _ => 0));

        Assert.NotNull(_screen.Main.Prompt);
        Assert.Equal(Overlay.Some, _screen.Main.Overlay);
        _screen.Press("Esc", "Esc");
        Assert.Equal(Overlay.None, _screen.Main.Overlay);
    }

    private int Selected() => _screen.Main.Rows.FindIndex(row => row.Key == _screen.Main.Selected?.Key) is >= 0 and int index
        ? _screen.Main.Rows[index].Process.Pid
        : -1;
}
