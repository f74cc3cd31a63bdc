using System.Globalization;
using CoreTop.Settings;
using CoreTop.Tui.Drawing;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace CoreTop.Tests.Tui.Drawing;

/// <summary>What WCAG 2.2 asks of text (4.5) and of shapes (3), of every theme wherever it may be drawn.</summary>
public sealed class ThemeContrastTests
{
    private const double OfText = 4.5, OfShapes = 3, OfHighContrast = 7;

    private static readonly Ink[] Inks = Enum.GetValues<Ink>();
    private static readonly Ink[] Heat = [.. Inks.Where(ink => ink is >= Ink.Heat0 and <= Ink.Heat7)];
    private static readonly Ink[] Shapes =
    [
        Ink.BarEdge, Ink.BarNice, Ink.BarSystem, Ink.BarIrq, Ink.BarSteal, Ink.BarIoWait, Ink.BarUser,
        Ink.MemoryUsed, Ink.MemoryBuffers, Ink.MemoryCache,
    ];

    // An idle CPU's cell may be near to the ground: that is what it says.
    private static readonly Ink[] Texts = [.. Inks.Except(Shapes).Except(Heat)];

    private static readonly ThemeLook[] WithOwnColours =
        [.. ThemeLooks.All.Where(look => look is { Many: not null, NeedsBackground: false })];

    public static TheoryData<string> OwnNames => [.. WithOwnColours.Select(look => look.Theme.Name)];

    public static TheoryData<string> Names => [.. Themes.All.Select(theme => theme.Name)];

    [Theory]
    [InlineData(0x000000, 0xFFFFFF, 21)]
    [InlineData(0x767676, 0xFFFFFF, 4.54)]
    [InlineData(0xFF0000, 0xFFFFFF, 4.00)]
    [InlineData(0x839496, 0x002B36, 4.75)]
    [InlineData(0x123456, 0x123456, 1)]
    public void Contrast_is_counted_as_WCAG_does(int one, int other, double expected)
    {
        Assert.Equal(expected, Contrast.Of(TerminalPalette.Rgb(one), TerminalPalette.Rgb(other)), 2);
        Assert.Equal(expected, Contrast.Of(TerminalPalette.Rgb(other), TerminalPalette.Rgb(one)), 2);
    }

    [Theory]
    [MemberData(nameof(OwnNames))]
    public void A_theme_with_colours_of_its_own_is_read_on_its_own_ground_also_where_it_is_rounded_to_256(string name)
    {
        Theme theme = Of(name, ColourDepth.TrueColour);
        double ofText = name == "high-contrast" ? OfHighContrast : OfText;

        Assert.Empty(Texts.SelectMany(ink => Unread(theme, ink, ofText)).Concat(Shapes.SelectMany(ink => Unread(theme, ink, OfShapes))));
    }

    [Theory]
    [MemberData(nameof(OwnNames))]
    public void A_theme_with_colours_of_its_own_leaves_nothing_to_the_terminal(string name)
    {
        Theme theme = Of(name, ColourDepth.TrueColour);

        Assert.DoesNotContain(Inks, ink => TerminalPalette.IsOwn(theme[ink].Foreground) || TerminalPalette.IsOwn(theme[ink].Background));
    }

    [Fact]
    public void Two_themes_are_light_and_the_others_with_colours_of_their_own_are_dark()
    {
        string[] light = [.. WithOwnColours
            .Where(look => !Contrast.IsDark(Of(look.Theme.Name, ColourDepth.TrueColour)[Ink.Normal].Background))
            .Select(look => look.Theme.Name)];

        Assert.Equal(["light", "paper"], light);
        Assert.True(ThemeLooks.All.Length >= 8);
    }

    [Fact]
    public void On_the_background_that_the_terminal_tells_everything_is_read_whatever_it_is()
    {
        int[] levels = [0x00, 0x2B, 0x5F, 0x77, 0x87, 0xAF, 0xD7, 0xFF];
        IEnumerable<int> backgrounds = levels.SelectMany(r => levels.SelectMany(g => levels.Select(b => (r << 16) | (g << 8) | b)));

        Assert.Empty(backgrounds.SelectMany(background =>
        {
            Theme theme = Of("auto", ColourDepth.TrueColour, TerminalPalette.Says(background));
            return Texts.SelectMany(ink => Unread(theme, ink, OfText, background))
                .Concat(Shapes.SelectMany(ink => Unread(theme, ink, OfShapes, background)));
        }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_16_colours_everything_is_read_on_each_palette_whatever_is_known_of_it(string name)
    {
        Assert.Empty(TerminalPalette.All.SelectMany(palette => palette.Known.SelectMany(known =>
        {
            Theme theme = Of(name, ColourDepth.Sixteen, known);
            return Texts.SelectMany(ink => Unread(palette, theme, ink, OfText))
                .Concat(Shapes.SelectMany(ink => Unread(palette, theme, ink, OfShapes)));
        })));
    }

    [Fact]
    public void While_the_terminal_may_still_tell_its_background_everything_is_read_on_each_palette()
    {
        Theme theme = Of("auto", ColourDepth.TrueColour, TerminalColours.Unknown with { IsAwaited = true });

        Assert.Empty(TerminalPalette.All.SelectMany(palette => Texts.SelectMany(ink => Unread(palette, theme, ink, OfText))));
    }

    // SGR 2 halves the colour in one terminal and does nothing in another.
    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_dimmed_by_the_terminal(string name) => Assert.All(Everywhere(name), theme =>
        Assert.DoesNotContain(Inks, ink => theme[ink].Style.HasFlag(TextStyle.Faint)));

    [Theory]
    [MemberData(nameof(OwnNames))]
    [InlineData("auto")]
    public void Heat_goes_away_from_the_ground_cell_by_cell_also_where_it_is_rounded_to_256(string name)
    {
        Theme[] themes = name == "auto"
            ? [Of(name, ColourDepth.TrueColour, TerminalColours.Dark), Of(name, ColourDepth.TrueColour, TerminalColours.Light)]
            : [Of(name, ColourDepth.TrueColour)];
        Assert.All(themes, theme =>
        {
            Color[] cells = [.. Heat.Select(ink => theme[ink].Foreground)];
            AssertFurther([.. cells.Select(Luminance)], isStrict: true);
            AssertFurther([.. cells.Select(cell => Luminance(PaletteIndex.Rounded(cell)))], isStrict: true);
            Color ground = theme[Ink.Normal].Background == Color.None ? theme.Terminal.Background!.Value : theme[Ink.Normal].Background;
            Assert.True(Wcag(theme[Ink.HeatCrowded].Background, ground) >= OfShapes, "a crowded CPU makes no band");
            Assert.All(cells, cell => Assert.True(
                Wcag(theme[Ink.HeatCrowded].Background, ground) > Wcag(cell, ground), $"{cell} of a CPU in use is louder than a crowded one"));
        });
    }

    [Theory]
    [InlineData("terminal")]
    [InlineData("dark")]
    [InlineData("light")]
    [InlineData("high-contrast")]
    [InlineData("colour-blind")]
    public void In_16_colours_heat_never_comes_back_to_the_ground(string name) => Assert.All(TerminalPalette.All, palette =>
        Assert.All(palette.Known.Where(known => known != TerminalColours.Unknown), known =>
        {
            Theme theme = Of(name, ColourDepth.Sixteen, known);
            AssertFurther([.. Heat.Select(ink => Luminance(palette.Draws(theme[ink], known).First().Text))], isStrict: false);
        }));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_stands_side_by_side_can_be_told_apart(string name)
    {
        Ink[] apart =
        [
            Ink.Normal, Ink.Waiting, Ink.Heading, Ink.Cursor, Ink.CursorAway, Ink.LabelMarked, Ink.Picked, Ink.FindingCpu,
        ];
        Assert.All(Everywhere(name), theme =>
        {
            Assert.Distinct(apart.Select(ink => theme[ink]));
            Assert.NotEqual(theme[Ink.Heading], theme[Ink.HeadingSorted]);
            Assert.NotEqual(theme[Ink.Cursor], theme[Ink.HeadingSorted]);
            Assert.NotEqual(theme[Ink.KeyLabel], theme[Ink.KeyDisabled]);
        });
    }

    private static Theme Of(string name, ColourDepth depth, TerminalColours? known = null) =>
        new(ThemeLooks.Of(Themes.Find(name)!), depth, known);

    private static IEnumerable<Theme> Everywhere(string name) =>
        from depth in Enum.GetValues<ColourDepth>()
        from known in TerminalPalette.All.SelectMany(palette => palette.Known).Append(TerminalColours.Unknown with { IsAwaited = true })
        select Of(name, depth, known);

    private static IEnumerable<string> Unread(Theme theme, Ink ink, double least, int? background = null)
    {
        Attribute look = theme[ink];
        if (look.Foreground == Color.None && look.Background == Color.None)
        {
            yield break; // What the user chose for the terminal.
        }

        Color behind = look.Background == Color.None ? TerminalPalette.Rgb(background!.Value) : look.Background;
        Color roundedBehind = look.Background == Color.None ? behind : PaletteIndex.Rounded(behind);
        foreach ((Color text, Color ground, string how) in new[]
        {
            (look.Foreground, behind, "exact"), (PaletteIndex.Rounded(look.Foreground), roundedBehind, "rounded"),
        })
        {
            double contrast = Wcag(text, ground);
            if (contrast < least)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{ink} {how}: {contrast:0.00}, {text} on {ground}");
            }
        }
    }

    private static IEnumerable<string> Unread(TerminalPalette palette, Theme theme, Ink ink, double least)
    {
        Attribute look = theme[ink];
        return look.Foreground == Color.None && look.Background == Color.None
            ? []
            : palette.Draws(look, theme.Terminal).Select(drawn => Wcag(drawn.Text, drawn.Behind)).Where(contrast => contrast < least)
                .Select(contrast => string.Create(CultureInfo.InvariantCulture, $"{palette.Name}, {theme.Terminal}, {ink}: {contrast:0.00}, {look}"));
    }

    private static void AssertFurther(double[] luminances, bool isStrict)
    {
        int way = Math.Sign(luminances[^1] - luminances[0]);
        Assert.NotEqual(0, way);
        Assert.All(luminances.Zip(luminances.Skip(1)), pair =>
            Assert.True(way * (pair.Second - pair.First) >= (isStrict ? double.Epsilon : 0), string.Join(' ', luminances)));
    }

    // Counted here once more, so that a mistake in the program does not hide in its own test.
    private static double Wcag(Color one, Color other)
    {
        double[] both = [Luminance(one) + 0.05, Luminance(other) + 0.05];
        return both.Max() / both.Min();
    }

    private static double Luminance(Color colour)
    {
        double[] linear = [.. new[] { colour.R, colour.G, colour.B }.Select(value => value / 255.0)
            .Select(value => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}
