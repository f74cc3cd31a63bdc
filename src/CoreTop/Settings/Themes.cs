using System.Collections.Immutable;

namespace CoreTop.Settings;

/// <summary>Every theme there is to choose. The setting, --theme, the setup screen and docs/settings.md come from here.</summary>
internal static class Themes
{
    /// <summary>The theme when none is chosen.</summary>
    public static ThemeChoice Auto { get; } = new(
        "auto", "For the terminal's own background, dark or light as the terminal says; where it says nothing, dark.");

    /// <summary>What every terminal's user chose for it.</summary>
    public static ThemeChoice Terminal { get; } = new(
        "terminal", "The terminal's own 16 colours on its own background; only those that can be read on any.");

    /// <summary>On a dark background of its own.</summary>
    public static ThemeChoice Dark { get; } = new("dark", "Bright colours on a dark background of its own.");

    /// <summary>On a dark blue background of its own.</summary>
    public static ThemeChoice Midnight { get; } = new("midnight", "Cool colours on deep blue.");

    /// <summary>On a light background of its own.</summary>
    public static ThemeChoice Light { get; } = new("light", "Deep colours on a light background of its own.");

    /// <summary>On a warm light background of its own.</summary>
    public static ThemeChoice Paper { get; } = new("paper", "Ink on warm paper.");

    /// <summary>For eyes and terminals that want strong colours.</summary>
    public static ThemeChoice HighContrast { get; } = new("high-contrast", "Bright colours on black, nothing faint.");

    /// <summary>For people who cannot distinguish red from green.</summary>
    public static ThemeChoice ColourBlind { get; } = new(
        "colour-blind", "Red and green are never the only difference; with 256 colours or more, the palette of Okabe and Ito.");

    /// <summary>What is drawn where no colour may be sent.</summary>
    public static ThemeChoice Monochrome { get; } = new("monochrome", "No colour: bold, underline and reverse alone.");

    /// <summary>Every theme; the first is the default.</summary>
    public static ImmutableArray<ThemeChoice> All { get; } =
        [Auto, Terminal, Dark, Midnight, Light, Paper, HighContrast, ColourBlind, Monochrome];

    /// <summary>Names that themes had, which settings files and scripts may still have.</summary>
    public static ImmutableArray<(string Name, ThemeChoice Theme)> OldNames { get; } = [("default", Auto)];

    /// <summary>The theme of that name, or that had it, in any case; null when there is none.</summary>
    public static ThemeChoice? Find(string name) =>
        All.FirstOrDefault(theme => string.Equals(theme.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? OldNames.FirstOrDefault(old => string.Equals(old.Name, name, StringComparison.OrdinalIgnoreCase)).Theme;
}
