using System.Collections.Immutable;
using CoreTop.Settings;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Drawing;

/// <summary>How the themes of the settings look.</summary>
internal static class ThemeLooks
{
    /// <summary>The look when no theme is chosen.</summary>
    public static ThemeLook Default { get; } = new(Themes.Auto, PaletteLooks.OnTerminal, AutoLook) { NeedsBackground = true };

    /// <summary>Bold, underline and reverse alone; what is drawn where no colour may be sent.</summary>
    public static ThemeLook Monochrome { get; } = new(Themes.Monochrome, (ink, _) => MonochromeLook.Of(ink));

    /// <summary>How every theme of <see cref="Themes"/> looks.</summary>
    public static ImmutableArray<ThemeLook> All { get; } =
    [
        Default,
        new(Themes.Terminal, PaletteLooks.OnTerminal) { NeedsBackground = true },
        Own(Themes.Dark, PaletteLooks.OnBlack, ThemePaints.Dark),
        Own(Themes.Midnight, PaletteLooks.OnBlack, ThemePaints.Midnight),
        Own(Themes.Light, PaletteLooks.OnWhite, ThemePaints.Light),
        Own(Themes.Paper, PaletteLooks.OnWhite, ThemePaints.Paper),
        Own(Themes.HighContrast, PaletteLooks.BrightOnBlack, ThemePaints.HighContrast),
        Own(Themes.ColourBlind, PaletteLooks.NoRedOrGreen, ThemePaints.ColourBlind),
        Monochrome,
    ];

    /// <summary>How a theme looks.</summary>
    public static ThemeLook Of(ThemeChoice theme) => All.First(look => look.Theme == theme);

    private static ThemeLook Own(ThemeChoice theme, Func<Ink, TerminalColours, Attribute> sixteen, ThemePaint paint) =>
        new(theme, sixteen, (ink, _) => paint.Look(ink));

    // While the terminal may still say what its background is, the few colours that are seen on any; when it does not say, the dark
    // theme with a background of its own.
    private static Attribute AutoLook(Ink ink, TerminalColours terminal) => terminal switch
    {
        { Background: { } background } => OnTerminal(background).Look(ink),
        { IsAwaited: true } => PaletteLooks.OnTerminal(ink, terminal),
        _ => ThemePaints.Dark.Look(ink),
    };

    private static ThemePaint OnTerminal(Color background) =>
        (Contrast.IsDark(background) ? ThemePaints.Dark : ThemePaints.Light).OnTerminal(background);
}
