using CoreTop.Settings;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Drawing;

/// <summary>How one theme looks: a line of <see cref="ThemeLooks"/>.</summary>
/// <param name="Theme">The theme.</param>
/// <param name="Sixteen">How each ink looks in the terminal's own 16 colours.</param>
/// <param name="Many">How each ink looks where there are at least 256 colours; null for as in 16.</param>
internal sealed record ThemeLook(
    ThemeChoice Theme, Func<Ink, TerminalColours, Attribute> Sixteen, Func<Ink, TerminalColours, Attribute>? Many = null)
{
    /// <summary>It looks different on a dark and on a light background of the terminal's own.</summary>
    public bool NeedsBackground { get; init; }
}
