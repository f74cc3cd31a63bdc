namespace CoreTop.Tui.Cores;

/// <summary>A text among the cells: a CPU's number, the name of a cache, or a node with its sum.</summary>
/// <param name="X">Its first column.</param>
/// <param name="Text">What is written; empty for a sum alone.</param>
/// <param name="Sum">The group whose sum follows; null for none.</param>
/// <param name="Width">Cells for text and sum.</param>
internal readonly record struct CoreMark(int X, string Text, CoreGroup? Sum, int Width);
