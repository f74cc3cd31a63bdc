namespace CoreTop.Tui.Cores;

/// <summary>A group's label in the panel, with room for its summary.</summary>
/// <param name="Group">The group.</param>
/// <param name="Y">Its row, before scrolling.</param>
internal readonly record struct PlacedCoreGroup(CoreGroup Group, int Y);
