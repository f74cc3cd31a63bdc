using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Fields;

/// <summary>Text and value of a column for any row, of a task or of a group.</summary>
internal static class ColumnCells
{
    /// <summary>Writes a row's text into the buffer and says how long it is.</summary>
    public static int Write(this ProcessColumn column, in ProcessRow row, Snapshot snapshot, Span<char> buffer) => row.Group is { } group
        ? GroupCells.Write(column, row, group, snapshot, buffer)
        : column.Text(row, snapshot, buffer);

    /// <summary>A row's value; not known where those of a group's processes differ, or not all are known.</summary>
    public static CellValue ValueOf(this ProcessColumn column, in ProcessRow row, Snapshot snapshot) => row.Group is { } group
        ? GroupCells.Of(column, group, snapshot).Certain
        : column.Value(row, snapshot);
}
