using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Overlays;

/// <summary>A line of the help screen.</summary>
/// <param name="Text">The line.</param>
/// <param name="Ink">Its ink.</param>
internal readonly record struct HelpLine(string Text, Ink Ink);
