namespace CoreTop.Listing.Fields;

/// <summary>What a field is for a group of processes.</summary>
/// <param name="Value">The value; not known where no member's is, or where they differ.</param>
/// <param name="Sign">What is said beside it.</param>
internal readonly record struct GroupCell(CellValue Value, GroupSign Sign = GroupSign.None)
{
    /// <summary>The value, where it is the whole truth; else not known.</summary>
    public CellValue Certain => Sign is GroupSign.None or GroupSign.AtMost ? Value : CellValue.Unknown;
}
