namespace CoreTop.Tui.Drawing;

/// <summary>A line of text that is drawn with one ink.</summary>
/// <param name="Text">The line; it may hold any character, which the canvas makes safe.</param>
/// <param name="Ink">Its ink.</param>
internal readonly record struct TextLine(string Text, Ink Ink = Ink.Normal);
