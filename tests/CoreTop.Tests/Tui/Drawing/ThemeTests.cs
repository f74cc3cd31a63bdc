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
    public void For_the_colour_blind_nothing_is_red_or_green()
    {
        var theme = new Theme(ThemeLooks.Of(Themes.Find("colour-blind")!), ColourDepth.Sixteen);

        Assert.All(Enum.GetValues<Ink>(), ink =>
        {
            Assert.DoesNotContain(theme[ink].Foreground, Reds.Concat(Greens));
            Assert.DoesNotContain(theme[ink].Background, Reds.Concat(Greens));
        });
    }

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
}
