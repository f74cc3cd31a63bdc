using CoreTop.Listing.Texts;
using CoreTop.Meters;
using CoreTop.Settings;

namespace CoreTop.Tests.Tui.Panes.Setup;

public sealed class SetupScreenTests : IDisposable
{
    private readonly TestScreen _screen = new(AnySnapshot.Founding(), 120, 40);

    // Without meters at first, as on a small screen.
    public SetupScreenTests() => _screen.Main.Use(_screen.Main.Settings with { Header = new HeaderLayout() });

    public void Dispose() => _screen.Dispose();

    [Theory]
    [InlineData("F2")]
    [InlineData("S")]
    [InlineData("C")]
    public void It_opens_under_the_header_and_Esc_goes_back(string key)
    {
        _screen.Press(key);
        Assert.StartsWith(" CoreTop", _screen.Lines[0], StringComparison.Ordinal);
        Assert.Matches("^ Setup +Left +Right +Available", _screen.Lines[2]);
        Assert.Contains("What stands above the core panel", _screen.Text, StringComparison.Ordinal);
        Assert.Contains("F10Save", _screen.Lines[^1], StringComparison.Ordinal);

        _screen.Press("Esc");
        Assert.Contains("AFFINITY", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_meter_is_added_drawn_at_once_restyled_moved_to_the_other_column_and_taken_away()
    {
        _screen.Press("F2", "Left", "Down", "Down", "Down", "Enter");
        Assert.Equal(["load:bar"], Meters(_screen.Main.Header.Left));
        Assert.StartsWith(" Load ", _screen.Lines[2], StringComparison.Ordinal);

        _screen.Press("Enter");
        Assert.Equal(["load:bar"], Meters(_screen.Main.Header.Right));

        _screen.Press("F2", "F2", "Right", "Enter");
        Assert.Equal(["load:graph"], Meters(_screen.Main.Header.Left));
        _screen.Press("Space");
        Assert.Equal(["load"], Meters(_screen.Main.Header.Left));

        _screen.Press("r");
        Assert.Empty(_screen.Main.Header.Left);
        Assert.Equal(["load:bar", "load"], Meters(_screen.Main.Header.Right));

        _screen.Press("Right", "F9", "Del");
        Assert.Empty(_screen.Main.Header.Right);
        _screen.Press("F9");
        Assert.Contains("No meter is here.", _screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("l", "Only meters stand left or right.")]
    [InlineData("F7", "Only meters and columns that are shown have places.")]
    [InlineData("F9", "Only what is shown can be taken away.")]
    public void A_key_that_does_nothing_among_options_and_themes_says_so(string key, string why)
    {
        _screen.Press("F2", "Down", "Down", "Right", key);
        Assert.Contains(why, _screen.Text, StringComparison.Ordinal);
        _screen.Press("Left", "Down", "Right", key);
        Assert.Contains(why, _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Meters_change_places_and_the_cursor_goes_with_them()
    {
        _screen.Main.Use(_screen.Main.Settings with
        {
            Header = new HeaderLayout { Left = ChosenMeter.ParseList("cpu load uptime")!.Value },
        });

        _screen.Press("F2", "Right", "F8", "]", "F8");
        Assert.Equal(["load", "uptime", "cpu"], Meters(_screen.Main.Header.Left));
        _screen.Press("[");
        Assert.Equal(["load", "cpu", "uptime"], Meters(_screen.Main.Header.Left));
    }

    [Fact]
    public void Columns_are_taken_away_added_before_the_command_and_moved()
    {
        string[] before = Headings();

        _screen.Press("F2", "Down", "Right", "Down", "F9");
        Assert.Equal(before.Where((_, index) => index != 1), Headings());

        _screen.Press("F7");
        Assert.Equal([before[2], before[0]], Headings()[..2]);

        _screen.Press("Right", "Enter");
        Assert.Equal(before.Length, Headings().Length);
        Assert.Equal("COMMAND", Headings()[^1]);
        _screen.Press("Esc");
        Assert.Matches($"^ +{before[2]} +{before[0]} ", _screen.Lines.First(line => line.Contains("COMMAND", StringComparison.Ordinal)));
    }

    [Fact]
    public void One_column_stays()
    {
        _screen.Press("F2", "Down", "Right");
        for (int i = 0; i < 100; i++)
        {
            _screen.Press("F9");
        }

        Assert.Single(_screen.Main.List.Columns);
        Assert.Contains("One column must stay.", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_option_turns_through_its_values_and_back()
    {
        string before = Written();
        _screen.Press("F2", "Down", "Down", "Right");
        for (int i = 1; i < CoreTop.Tui.Panes.Setup.SetupLists.Options.Length; i++)
        {
            Setting option = CoreTop.Tui.Panes.Setup.SetupLists.Options[i];
            string usual = option.Write(_screen.Main.Settings);
            _screen.Press("Down", "Space");
            Assert.NotEqual(usual, option.Write(_screen.Main.Settings));
            for (int more = 1; more < option.Choices.Length; more++)
            {
                _screen.Press("Enter");
            }

            Assert.Equal(usual, option.Write(_screen.Main.Settings));
        }

        Assert.Equal(before, Written());
    }

    [Fact]
    public void The_delay_is_typed_and_a_bad_one_is_a_sentence()
    {
        _screen.Press("F2", "Down", "Down", "Right", "Enter");
        _screen.Type("0");
        _screen.Press("Enter");
        Assert.Contains("\"0\" is not a delay", _screen.Text, StringComparison.Ordinal);

        _screen.Press("Backspace");
        _screen.Type("2.5");
        _screen.Press("Enter");
        Assert.Equal(TimeSpan.FromSeconds(2.5), _screen.Pace.Delay);
        Assert.Contains("delay = 2.5", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_theme_is_used_at_once()
    {
        _screen.Press(["F2", "End", "Right", .. Enumerable.Repeat("Down", Themes.All.IndexOf(Themes.HighContrast)), "Enter"]);

        Assert.Equal("high-contrast", _screen.Main.Settings.Theme.Name);
        Assert.Contains("(x) high-contrast", _screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F10")]
    [InlineData("W")]
    public void Saving_goes_back_and_says_where_and_a_refusal_stays_and_says_why(string key)
    {
        _screen.Outcome = new SaveOutcome(IsSaved: false, "It cannot be.");
        _screen.Press("F2", "Down", key);
        Assert.Contains("It cannot be.", _screen.Text, StringComparison.Ordinal);
        Assert.NotNull(_screen.Main.Setup);

        _screen.Outcome = new SaveOutcome(IsSaved: true, "Saved delay in ~/x.");
        _screen.Press(key);
        Assert.Null(_screen.Main.Setup);
        Assert.Contains("Saved delay in ~/x.", _screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void On_the_main_screen_W_saves_what_is_shown()
    {
        _screen.Press("t", "2", "m", "p", "D", "W");

        Assert.True(_screen.Saved!.List is { IsTree: true, Command: CommandMode.Merged, HidesPath: true, ChangesMarkedFor: not null });
    }

    [Theory]
    [InlineData(40, 12)]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    public void Wherever_one_goes_nothing_breaks_and_the_cursor_stays_in_view(int width, int height)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), width, height);
        screen.Press("F2");
        var random = new Random(2);
        string[] keys =
            ["Up", "Down", "Left", "Right", "Enter", "Space", "F7", "F8", "F9", "l", "r", "PgDn", "End", "Home", "Del", "Tab", "PgUp"];
        for (int i = 0; i < 600; i++)
        {
            screen.Press(screen.Main.Prompt is null ? keys[random.Next(keys.Length)] : "Esc");
            if (i % 20 == 0 && screen.Main.Setup is { } setup && setup.Selected(screen.Main.Settings) is { } line)
            {
                Assert.Contains(line.Help[..Math.Min(line.Help.Length, 20)], screen.Text, StringComparison.Ordinal);
            }
        }

        Assert.NotNull(screen.Main.Setup);
    }

    private static IEnumerable<string> Meters(IEnumerable<ChosenMeter> meters) => meters.Select(chosen => chosen.ToString());

    private string[] Headings() => [.. _screen.Main.List.Columns.Select(column => column.Heading)];

    private string Written() => string.Join('\n', SettingsTable.All.Select(setting => setting.Write(_screen.Main.Settings)));
}
