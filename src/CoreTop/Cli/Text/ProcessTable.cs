using System.Collections.Immutable;
using System.Text;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Text;

/// <summary>The process list as plain text, under the headings of the screen.</summary>
internal static class ProcessTable
{
    // Longer than any cpulist of 1,024 CPUs that people make, and than any command line that is read.
    private const int LongestCell = 8192;

    /// <summary>Writes a line for each row.</summary>
    /// <param name="text">Is added to.</param>
    /// <param name="snapshot">The reading.</param>
    /// <param name="rows">The rows, in order.</param>
    /// <param name="list">Which columns, and how commands are shown.</param>
    /// <param name="width">Where lines are cut; null for nowhere.</param>
    /// <param name="isOneOfMany">Columns are as wide as on the screen at least, so that one table after the other is alike.</param>
    /// <param name="unit">The unit of every size; null for the one that fits each.</param>
    public static void Append(
        StringBuilder text, Snapshot snapshot, IReadOnlyList<ProcessRow> rows, ListOptions list, int? width, bool isOneOfMany,
        MemoryUnit? unit = null)
    {
        ImmutableArray<ProcessColumn> columns = list.Columns;
        var table = new TextTable(columns.Select(column => (column.Heading, column.IsLeft)))
        {
            // The blank before a column is counted in its width.
            LeastWidths = isOneOfMany ? [.. columns.Select(column => column.Width - 1)] : [],
        };
        var cell = new char[LongestCell];
        foreach (ProcessRow row in rows)
        {
            table.Add(
            [
                .. columns.Select(column =>
                    unit is not null && IsMemory(column) && column.ValueOf(row, snapshot) is { IsKnown: true } bytes ? unit.Text(bytes.Number)
                    : new string(cell, 0, column == ProcessColumns.Command
                        ? CommandField.Write(row, list.Command, list.HidesPath, cell, out _)
                        : column.Write(row, snapshot, cell))),
            ]);
        }

        table.AppendTo(text, width);
    }

    private static bool IsMemory(ProcessColumn column) => column is { Kind: FieldKind.Bytes, Category: ColumnCategory.Memory };
}
