namespace CoreTop.Tui.Screen;

/// <summary>A line of a <see cref="PickMenu"/>.</summary>
/// <param name="Text">What is picked.</param>
/// <param name="Note">What is said of it, faint behind it; null for nothing.</param>
internal readonly record struct PickItem(string Text, string? Note = null);
