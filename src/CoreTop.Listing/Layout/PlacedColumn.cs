using CoreTop.Listing.Fields;

namespace CoreTop.Listing.Layout;

/// <summary>A column on the screen.</summary>
/// <param name="Column">The column.</param>
/// <param name="Start">Its first cell.</param>
/// <param name="Width">Its cells, the blank before it included.</param>
internal readonly record struct PlacedColumn(ProcessColumn Column, int Start, int Width)
{
    /// <summary>Blanks before a text that begins at the left: two where a number that stands before it would else read as a part of it.</summary>
    public int Gap => GapOf(Column);

    /// <summary>The blanks before a column whose text begins at the left.</summary>
    public static int GapOf(ProcessColumn column) => column is { Contents: not null, IsLeft: true } ? 2 : 1;
}
