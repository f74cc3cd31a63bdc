namespace CoreTop.Tui.Cores;

/// <summary>An item's place in the panel.</summary>
/// <param name="Item">The item.</param>
/// <param name="X">Its first column.</param>
/// <param name="Y">Its row, before scrolling.</param>
internal readonly record struct PlacedCoreItem(CoreItem Item, int X, int Y);
