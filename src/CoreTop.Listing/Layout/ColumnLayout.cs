using System.Collections.Immutable;
using CoreTop.Listing.Fields;

namespace CoreTop.Listing.Layout;

/// <summary>Which columns fit a width, and how wide each is.</summary>
internal static class ColumnLayout
{
    private const int LeastCommandWidth = 16;

    // A list of CPUs can be as long as the screen is wide.
    private const int WidestContents = 48;

    // What is left of a narrow screen goes to these columns, of a wide one two thirds: the command needs the rest.
    private const int FewCells = 4;

    /// <summary>Those of the columns that fit, left to right, over the whole width.</summary>
    /// <param name="width">The cells there are.</param>
    /// <param name="columns">The columns chosen: of the default ones the least important go first, of others the rightmost.</param>
    /// <param name="kept">A column that stays: the one that sorts, so that going through them shows each.</param>
    /// <param name="widths">How wide columns are; null when each is as wide as its table says.</param>
    public static ImmutableArray<PlacedColumn> Place(
        int width, ImmutableArray<ProcessColumn> columns, ProcessColumn? kept = null, ColumnWidths? widths = null)
    {
        int Width(ProcessColumn column) =>
            column == ProcessColumns.Command ? LeastCommandWidth : widths?.LeastOf(column) ?? column.Width;

        List<ProcessColumn> shown = [.. columns];
        bool isOwnChoice = !columns.SequenceEqual(ProcessColumns.Default);
        while (shown.Count > 1 && shown.Sum(Width) > width)
        {
            shown.RemoveAt(LeastWanted(shown, isOwnChoice, kept));
        }

        ProcessColumn growing = shown.Contains(ProcessColumns.Command) ? ProcessColumns.Command : shown[^1];
        var placed = ImmutableArray.CreateBuilder<PlacedColumn>(shown.Count);
        int left = width - shown.Sum(Width);
        int spare = Math.Max(Math.Min(left, FewCells), left * 2 / 3);
        int at = 0;
        foreach (ProcessColumn column in shown)
        {
            int columnWidth = Width(column);
            if (widths is not null && column != growing && column.Contents is not null)
            {
                int more = Math.Clamp(Math.Min(widths.Of(column), WidestContents) - columnWidth, 0, spare);
                (left, spare, columnWidth) = (left - more, spare - more, columnWidth + more);
            }

            placed.Add(new PlacedColumn(column, at, columnWidth));
            at += columnWidth;
        }

        return Grow(placed.MoveToImmutable(), growing, left);
    }

    private static ImmutableArray<PlacedColumn> Grow(ImmutableArray<PlacedColumn> placed, ProcessColumn growing, int cells)
    {
        var grown = ImmutableArray.CreateBuilder<PlacedColumn>(placed.Length);
        int moved = 0;
        foreach (PlacedColumn column in placed)
        {
            bool grows = column.Column == growing;
            grown.Add(column with { Start = column.Start + moved, Width = column.Width + (grows ? cells : 0) });
            moved += grows ? cells : 0;
        }

        return grown.MoveToImmutable();
    }

    private static int LeastWanted(List<ProcessColumn> shown, bool isOwnChoice, ProcessColumn? kept)
    {
        int found = -1;
        for (int i = 0; i < shown.Count; i++)
        {
            bool isWorse = found < 0 || (isOwnChoice ? shown[i].Rank > 0 || shown[found].Rank == 0 : shown[i].Rank > shown[found].Rank);
            if (shown[i] != kept && isWorse)
            {
                found = i;
            }
        }

        return found;
    }
}
