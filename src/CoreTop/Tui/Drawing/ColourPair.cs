using Terminal.Gui.Drawing;

namespace CoreTop.Tui.Drawing;

/// <summary>Text on a ground of its own.</summary>
/// <param name="Text">The colour of the text.</param>
/// <param name="Ground">The colour behind it.</param>
internal readonly record struct ColourPair(Color Text, Color Ground);
