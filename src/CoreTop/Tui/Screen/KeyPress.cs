namespace CoreTop.Tui.Screen;

/// <summary>A key as it reaches a pane.</summary>
/// <param name="Name">Its name in the key table, such as <c>Shift-Tab</c>.</param>
/// <param name="Typed">The character that it types; null for none.</param>
/// <param name="Origin">How it came.</param>
internal readonly record struct KeyPress(string Name, string? Typed, KeyOrigin Origin = KeyOrigin.Key);
