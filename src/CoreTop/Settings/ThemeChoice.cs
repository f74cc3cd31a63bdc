namespace CoreTop.Settings;

/// <summary>One theme: a line of <see cref="Themes"/>. How it looks is the screen's.</summary>
/// <param name="Name">Its name in the settings file and on the command line.</param>
/// <param name="Help">A sentence for the setup screen and docs/settings.md.</param>
internal sealed record ThemeChoice(string Name, string Help);
