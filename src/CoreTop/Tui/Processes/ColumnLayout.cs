using System.Collections.Immutable;

namespace CoreTop.Tui.Processes;

/// <summary>Which columns fit a width, and how wide each is.</summary>
internal static class ColumnLayout
{
    private const int LeastCommandWidth = 16;
    private const int WidestAffinity = 24;

    /// <summary>Those of the columns that fit, left to right; the last takes what is left.</summary>
    public static ImmutableArray<PlacedColumn> Place(int width, ImmutableArray<ProcessColumn> columns)
    {
        List<ProcessColumn> shown = [.. columns];
        while (shown.Count > 1 && shown.Sum(Width) > width)
        {
            shown.Remove(shown.MaxBy(column => column.Rank)!);
        }

        var placed = ImmutableArray.CreateBuilder<PlacedColumn>(shown.Count);
        int spare = Math.Max(0, width - shown.Sum(Width) - LeastCommandWidth);
        int at = 0;
        foreach (ProcessColumn column in shown)
        {
            bool isLast = placed.Count == shown.Count - 1;
            int columnWidth = isLast ? width - at
                : column == ProcessColumns.Affinity ? Math.Min(WidestAffinity, column.Width + (spare / 4))
                : column.Width;
            placed.Add(new PlacedColumn(column, at, columnWidth));
            at += columnWidth;
        }

        return placed.MoveToImmutable();
    }

    private static int Width(ProcessColumn column) =>
        column == ProcessColumns.Command ? LeastCommandWidth : column.Width;
}
