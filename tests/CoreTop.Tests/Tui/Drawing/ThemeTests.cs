using CoreTop.Settings;
using CoreTop.Tui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace CoreTop.Tests.Tui.Drawing;

public sealed class ThemeTests
{
    // Red against green is what most colour-blind people cannot tell apart.
    private static readonly Color[] Reds = [Color.Red, Color.BrightRed];
    private static readonly Color[] Greens = [Color.Green, Color.BrightGreen];

    public static TheoryData<string> Names => [.. Themes.All.Select(theme => theme.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_theme_has_a_look_for_every_ink_at_every_depth(string name)
    {
        foreach (ColourDepth depth in Enum.GetValues<ColourDepth>())
        {
            var theme = new Theme(ThemeLooks.Of(Themes.Find(name)!), depth);

            Assert.All(Enum.GetValues<Ink>(), ink => Assert.NotEqual(default, theme[ink]));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_colour_every_theme_is_monochrome(string name)
    {
        var theme = new Theme(ThemeLooks.Of(Themes.Find(name)!), ColourDepth.None);

        Assert.All(Enum.GetValues<Ink>(), ink =>
            Assert.Equal((Color.None, Color.None), (theme[ink].Foreground, theme[ink].Background)));
    }

    [Fact]
    public void For_the_colour_blind_nothing_is_red_or_green() => Assert.All(
        new[] { TerminalColours.Unknown, TerminalColours.Dark, TerminalColours.Light, TerminalColours.Console }, known =>
        {
            var theme = new Theme(ThemeLooks.Of(Themes.Find("colour-blind")!), ColourDepth.Sixteen, known);

            Assert.All(Enum.GetValues<Ink>(), ink =>
            {
                Assert.DoesNotContain(theme[ink].Foreground, Reds.Concat(Greens));
                Assert.DoesNotContain(theme[ink].Background, Reds.Concat(Greens));
            });
        });

    [Fact]
    public void With_high_contrast_nothing_is_faint_and_all_has_a_background_of_its_own()
    {
        var theme = new Theme(ThemeLooks.Of(Themes.Find("high-contrast")!), ColourDepth.Sixteen);

        Assert.All(Enum.GetValues<Ink>(), ink =>
        {
            Assert.NotEqual(Color.DarkGray, theme[ink].Foreground);
            Assert.NotEqual(Color.None, theme[ink].Background);
            Assert.NotEqual(Color.None, theme[ink].Foreground);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_waits_or_is_wrong_stands_out_from_ordinary_text_and_the_cursor_from_both(string name)
    {
        foreach (ColourDepth depth in Enum.GetValues<ColourDepth>())
        {
            var theme = new Theme(ThemeLooks.Of(Themes.Find(name)!), depth);
            Attribute[] looks = [theme[Ink.Normal], theme[Ink.Waiting], theme[Ink.Cursor], theme[Ink.CursorAway], theme[Ink.Picked]];

            Assert.Equal(looks.Distinct(), looks);
        }
    }

    [Fact]
    public void A_screen_changes_its_looks_in_place()
    {
        var theme = Theme.Colour;
        Attribute before = theme[Ink.Error];

        theme.Use(ThemeLooks.Of(Themes.Find("colour-blind")!));
        Assert.NotEqual(before, theme[Ink.Error]);

        theme.Use(ThemeLooks.Default);
        Assert.Equal(before, theme[Ink.Error]);
    }

    [Fact]
    public void A_theme_is_found_in_any_case_and_an_unknown_one_is_none()
    {
        Assert.Equal("high-contrast", Themes.Find("High-Contrast")!.Name);
        Assert.Null(Themes.Find("solarized"));
    }

    [Theory]
    [InlineData("default", "auto")]
    [InlineData("high-contrast", "high-contrast")]
    [InlineData("colour-blind", "colour-blind")]
    [InlineData("monochrome", "monochrome")]
    public void Every_name_that_a_theme_ever_had_is_found(string old, string now) => Assert.Equal(now, Themes.Find(old)!.Name);

    [Fact]
    public void What_becomes_known_of_the_terminal_changes_the_looks_of_auto_in_place_and_of_no_theme_with_its_own_colours()
    {
        var auto = new Theme(ThemeLooks.Default, ColourDepth.Palette, TerminalColours.Unknown with { IsAwaited = true });
        var own = new Theme(ThemeLooks.Of(Themes.Light), ColourDepth.Palette);
        Attribute before = auto[Ink.Label];

        Assert.True(auto.Use(TerminalColours.Light));
        Attribute onLight = auto[Ink.Label];
        Assert.True(auto.Use(TerminalColours.Dark));
        Assert.False(auto.Use(TerminalColours.Dark));
        Assert.False(own.Use(TerminalColours.Dark));

        Assert.Distinct([before, onLight, auto[Ink.Label]]);
        Assert.True(auto.NeedsBackground);
        Assert.False(own.NeedsBackground);
    }

    [Theory]
    [InlineData("linux", null, "console")]
    [InlineData("linux-16color", "0;15", "console")]
    [InlineData("xterm", "15;0", "dark")]
    [InlineData("xterm", "0;15", "light")]
    [InlineData("rxvt", "0;default;7", "light")]
    [InlineData("rxvt", "15;default;8", "dark")]
    [InlineData("xterm", "15;default", "unknown")]
    [InlineData("xterm", "0;16", "unknown")]
    [InlineData("xterm", "0;-1", "unknown")]
    [InlineData("xterm", ";", "unknown")]
    [InlineData("xterm", "", "unknown")]
    [InlineData(null, null, "unknown")]
    public void The_environment_may_tell_the_background(string? terminal, string? colours, string expected)
    {
        var known = TerminalColours.Of(terminal, colours);

        Assert.Equal(expected, known.IsConsole ? "console" : known.IsDark ? "dark" : known.IsLight ? "light" : "unknown");
    }
}
