namespace CoreTop.Tui.Panes.Setup;

/// <summary>A line of a list in the setup screen.</summary>
/// <param name="Text">The line.</param>
/// <param name="Help">What it is, in a sentence.</param>
internal readonly record struct SetupLine(string Text, string Help);
