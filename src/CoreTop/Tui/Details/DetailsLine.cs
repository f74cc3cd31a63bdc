using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Details;

/// <summary>A line of the details of a process.</summary>
/// <param name="Text">The line; it may hold any character, which the canvas makes safe.</param>
/// <param name="Ink">Its ink.</param>
internal readonly record struct DetailsLine(string Text, Ink Ink = Ink.Normal);
