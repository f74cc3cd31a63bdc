using CoreTop.Listing.Fields;

namespace CoreTop.Cli;

/// <summary>A column to sort by, in top's directions.</summary>
/// <param name="Column">The column.</param>
/// <param name="IsFromLowest">The lowest value comes first; else the highest.</param>
internal sealed record ColumnSort(ProcessColumn Column, bool IsFromLowest)
{
    /// <summary>The column's natural order has to be turned round.</summary>
    public bool IsReversed => Column.IsAscending != IsFromLowest;
}
