namespace CoreTop.Tui.Processes;

/// <summary>A column on the screen.</summary>
/// <param name="Column">The column.</param>
/// <param name="Start">Its first cell.</param>
/// <param name="Width">Its cells, the blank before it included.</param>
internal readonly record struct PlacedColumn(ProcessColumn Column, int Start, int Width);
