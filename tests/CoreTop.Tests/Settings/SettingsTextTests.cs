using System.Text;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Texts;
using CoreTop.Meters;
using CoreTop.Settings;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tests.Settings;

public sealed class SettingsTextTests
{
    private static readonly ScreenSettings Slow = ScreenSettings.Default with { Delay = TimeSpan.FromSeconds(5) };

    [Fact]
    public void Each_key_is_read()
    {
        var text = SettingsText.Parse("""
            # a comment
            delay = 2.5
            columns = pid cpu% COMMAND
            sort=MEM%
              reverse =  yes
            tree = yes # behind a value, too
            threads = yes
            kernel-threads = no
            hide-idle = YES
            command = merged
            program-paths = no
            highlight-changes = 2.5
            core-view = compact
            summary = no
            meters-left = cpu:bar load
            meters-right = pressure-io:graph
            theme = high-contrast
            mouse = no
            ascii = yes
            """);

        ScreenSettings settings = text.Settings;
        Assert.Empty(text.Problems);
        Assert.Equal(TimeSpan.FromSeconds(2.5), settings.Delay);
        Assert.Equal(["PID", "CPU%", "COMMAND"], settings.List.Columns.Select(column => column.Heading));
        Assert.Equal(ProcessColumns.Memory, settings.List.Sort);
        Assert.True(settings.List is
        {
            IsReversed: true, IsTree: true, ShowsThreads: true, ShowsKernelThreads: false, HidesIdle: true,
            Command: CommandMode.Merged, HidesPath: true, ChangesMarkedFor.TotalSeconds: 2.5,
        });
        Assert.Equal(CoreView.Compact, settings.CoreView);
        Assert.False(settings.Header.HasSummary);
        Assert.Equal(["cpu:bar", "load"], settings.Header.Left.Select(chosen => chosen.ToString()));
        Assert.Equal(["pressure-io:graph"], settings.Header.Right.Select(chosen => chosen.ToString()));
        Assert.Equal("high-contrast", settings.Theme.Name);
        Assert.True(settings is { HasMouse: false, IsAscii: true });
    }

    [Fact]
    public void Every_setting_reads_what_it_writes_and_every_choice_it_offers()
    {
        foreach (Setting setting in SettingsTable.All)
        {
            string usual = setting.Write(ScreenSettings.Default);
            Assert.Equal(usual, setting.Write(setting.Read(ScreenSettings.Default, usual)!));
            Assert.All(setting.Choices, choice => Assert.Equal(choice, setting.Write(setting.Read(ScreenSettings.Default, choice)!)));
            Assert.Null(setting.Read(ScreenSettings.Default, "\u0001no such value"));
            Assert.Equal(setting, SettingsTable.Find(setting.Name));
            Assert.EndsWith(".", setting.Help, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("delay = soon", "delay takes seconds from 0.1 to 3600, such as 1 or 0.5, not \"soon\".")]
    [InlineData("delay = -1", "delay takes seconds from 0.1 to 3600")]
    [InlineData("delay = 1e400", "delay takes seconds from 0.1 to 3600")]
    [InlineData("delay =", "not \"\".")]
    [InlineData("sort = BOGUS", "sort takes a column's heading")]
    [InlineData("tree = maybe", "tree takes yes or no, not \"maybe\".")]
    [InlineData("command = long", "command takes command-line, merged, name or whole, not \"long\".")]
    [InlineData("highlight-changes = 0.5", "highlight-changes takes no, or seconds from 1 to 3600, not \"0.5\".")]
    [InlineData("core-view = 3", "core-view takes summary, each, nodes, compact, cores or heat, not \"3\".")]
    [InlineData("meters-left = cpu:pie", "each with :text, :bar or :graph")]
    [InlineData("meters-left = host:bar", "of cpu memory swap load")]
    [InlineData("columns = PID BOGUS COMMAND", "docs/columns.md lists them, not \"BOGUS\".")]
    [InlineData("columns = PID PID", "each once")]
    [InlineData("columns =", "columns takes headings")]
    [InlineData("meters-right = load cpu:pie", "not \"cpu:pie\".")]
    [InlineData("colour = blue", "no setting is called \"colour\"; there are delay, columns,")]
    [InlineData("what is this", "\"what is this\" is not a setting: a line is \"key = value\".")]
    public void What_is_not_understood_is_named_with_its_line_and_what_is_allowed(string line, string expected)
    {
        var text = SettingsText.Parse($"# first\n{line}\ntheme = monochrome\n");

        SettingsProblem problem = Assert.Single(text.Problems);
        Assert.Equal(2, problem.Line);
        Assert.Contains(expected, problem.Why, StringComparison.Ordinal);
        Assert.Equal("monochrome", text.Settings.Theme.Name);
        Assert.Equal(ScreenSettings.Default.Delay, text.Settings.Delay);
    }

    [Theory]
    [InlineData("dealy = 2", "no setting is called \"dealy\". Did you mean \"delay\"?")]
    [InlineData("hide_idle = yes", "Did you mean \"hide-idle\"?")]
    [InlineData("theme = monochrom", "not \"monochrom\". Did you mean \"monochrome\"?")]
    [InlineData("command = merge", "Did you mean \"merged\"?")]
    [InlineData("sort = WIAT%", "Did you mean \"WAIT%\"?")]
    [InlineData("sort = %MEM", "Did you mean \"MEM%\"?")]
    [InlineData("columns = PID residentBytes COMMAND", "not \"residentBytes\". Did you mean \"RES\"?")]
    [InlineData("meters-left = memroy:bar", "Did you mean \"memory:bar\"?")]
    public void A_misspelt_name_or_value_is_answered_with_the_one_that_was_meant(string line, string expected) =>
        Assert.EndsWith(expected, Assert.Single(SettingsText.Parse(line).Problems).Why, StringComparison.Ordinal);

    [Fact]
    public void Of_a_text_that_may_not_be_shown_no_value_is_guessed_at() =>
        Assert.EndsWith("or monochrome.", Assert.Single(SettingsText.Parse("theme = monochrom", isShown: false).Problems).Why, StringComparison.Ordinal);

    [Fact]
    public void A_change_touches_its_own_line_alone()
    {
        const string Before = "# mine\r\n\r\n  delay =   1   # seconds\r\nsomething else\r\nfuture = 7\r\ntree = maybe\r\n\ttheme=default";

        string after = SettingsText.Parse(Before).With(Slow);

        Assert.Equal(Before.Replace("=   1 ", "=   5 ", StringComparison.Ordinal), after);
        Assert.Equal(Before, SettingsText.Parse(Before).With(ScreenSettings.Default));
    }

    [Fact]
    public void What_has_no_line_is_added_at_the_end()
    {
        ScreenSettings wanted = Slow with { HasMouse = false };

        Assert.Equal("# mine\ndelay = 5\nmouse = no\n", SettingsText.Parse("# mine").With(wanted));
        Assert.Equal("# mine\r\ndelay = 5\r\nmouse = no\r\n", SettingsText.Parse("# mine\r\n").With(wanted));
    }

    [Fact]
    public void A_new_file_says_what_it_is() =>
        Assert.Equal(
            "# Settings of CoreTop: lines \"key = value\". W and the setup screen write here, and change no other line.\ndelay = 5\n",
            SettingsText.Parse(string.Empty).With(Slow));

    [Fact]
    public void A_bad_value_is_kept_as_a_comment_when_its_setting_changes() =>
        Assert.Equal("# delay = soon # ish\ndelay = 5\ntree = yes\n", SettingsText.Parse("delay = soon # ish\ntree = yes\n")
            .With(Slow with { List = Slow.List with { IsTree = true } }));

    [Fact]
    public void Of_a_key_that_stands_twice_the_last_line_counts_and_is_changed()
    {
        var text = SettingsText.Parse("delay = 2\ndelay = 3\n");

        Assert.Equal(TimeSpan.FromSeconds(3), text.Settings.Delay);
        Assert.Equal("delay = 2\ndelay = 5\n", text.With(Slow));
    }

    [Fact]
    public void A_value_may_be_empty_where_a_list_may()
    {
        var text = SettingsText.Parse("meters-left =   # none\n");
        ScreenSettings wanted = text.Settings with
        {
            Header = new HeaderLayout { Left = [new ChosenMeter(HeaderMeters.Find("load")!, MeterStyle.Text)] },
        };

        Assert.Empty(text.Problems);
        string after = text.With(wanted);
        Assert.Equal(["load"], SettingsText.Parse(after).Settings.Header.Left.Select(chosen => chosen.ToString()));
        Assert.Contains("# none", after, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mark_that_some_editors_put_first_is_passed_over()
    {
        const string Marked = "\u00EF\u00BB\u00BFdelay = 1\n";

        Assert.Empty(SettingsText.Parse(Marked).Problems);
        Assert.Equal("\u00EF\u00BB\u00BFdelay = 5\n", SettingsText.Parse(Marked).With(Slow));
    }

    [Fact]
    public void What_is_shown_of_a_line_steers_no_terminal_and_is_no_longer_than_it_must_be()
    {
        SettingsProblem problem = Assert.Single(SettingsText.Parse($"delay = \e[2J{new string('x', 500)}\n").Problems);

        Assert.DoesNotContain('\e', problem.Why);
        Assert.InRange(problem.Why.Length, 1, 150);
    }

    [Fact]
    public void Any_bytes_are_read_and_all_of_them_are_kept()
    {
        var random = new Random(15);
        string[] pieces = ["delay", "tree", "meters-left", "=", " ", "\n", "\r\n", "#", "yes", "2", "cpu:bar", ":", "\0", "\u00EF\u00BB\u00BF"];
        for (int round = 0; round < 2000; round++)
        {
            var bytes = new StringBuilder();
            for (int i = random.Next(40); i > 0; i--)
            {
                bytes.Append(random.Next(4) == 0 ? ((char)random.Next(256)).ToString() : pieces[random.Next(pieces.Length)]);
            }

            var text = SettingsText.Parse(bytes.ToString());
            Assert.Equal(bytes.ToString(), text.With(text.Settings));

            ScreenSettings wanted = text.Settings with { Delay = TimeSpan.FromSeconds(99), HasMouse = !text.Settings.HasMouse };
            var again = SettingsText.Parse(text.With(wanted));
            Assert.Empty(again.Differences(wanted));
        }
    }

    [Fact]
    public void The_themes_that_the_setting_takes_are_those_there_are() =>
        Assert.Equal(ThemeLooks.All.Select(look => look.Theme.Name), SettingsTable.Find("theme")!.Choices);
}
