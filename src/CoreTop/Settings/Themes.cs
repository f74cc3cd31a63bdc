using System.Collections.Immutable;

namespace CoreTop.Settings;

/// <summary>Every theme there is to choose. The setting, --theme, the setup screen and docs/settings.md come from here.</summary>
internal static class Themes
{
    /// <summary>The theme when none is chosen.</summary>
    public static ThemeChoice Default { get; } = new("default", "The terminal's own 16 colours on its own background.");

    /// <summary>For eyes and terminals that want strong colours.</summary>
    public static ThemeChoice HighContrast { get; } = new("high-contrast", "Bright colours on black, nothing faint.");

    /// <summary>For people who cannot distinguish red from green.</summary>
    public static ThemeChoice ColourBlind { get; } = new(
        "colour-blind", "Red and green are never the only difference; with 256 colours or more, the palette of Okabe and Ito.");

    /// <summary>What is drawn where no colour may be sent.</summary>
    public static ThemeChoice Monochrome { get; } = new("monochrome", "No colour: bold, underline and reverse alone.");

    /// <summary>Every theme; the first is the default.</summary>
    public static ImmutableArray<ThemeChoice> All { get; } = [Default, HighContrast, ColourBlind, Monochrome];

    /// <summary>The theme of that name, in any case; null when there is none.</summary>
    public static ThemeChoice? Find(string name) =>
        All.FirstOrDefault(theme => string.Equals(theme.Name, name, StringComparison.OrdinalIgnoreCase));
}
