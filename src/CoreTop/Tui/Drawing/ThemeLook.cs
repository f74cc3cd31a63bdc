using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Drawing;

/// <summary>One theme: a line of <see cref="ThemeLooks"/>.</summary>
/// <param name="Name">Its name in the settings file and on the command line.</param>
/// <param name="Help">A sentence for the setup screen and docs/settings.md.</param>
/// <param name="Sixteen">How each ink looks in the terminal's own 16 colours.</param>
/// <param name="Many">How each ink looks where there are at least 256 colours; null for as in 16.</param>
internal sealed record ThemeLook(
    string Name, string Help, Func<Ink, Attribute> Sixteen, Func<Ink, Attribute>? Many = null);
