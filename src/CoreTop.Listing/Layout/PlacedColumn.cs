using CoreTop.Listing.Fields;

namespace CoreTop.Listing.Layout;

/// <summary>A column on the screen.</summary>
/// <param name="Column">The column.</param>
/// <param name="Start">Its first cell.</param>
/// <param name="Width">Its cells, the blank before it included.</param>
internal readonly record struct PlacedColumn(ProcessColumn Column, int Start, int Width);
