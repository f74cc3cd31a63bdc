using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Groups;

/// <summary>Where a row belongs among groups and single processes, all of which are ordered by the value that they show.</summary>
/// <param name="Index">Where the row stands among those that are ordered.</param>
/// <param name="Place">Where it was when the order was remembered; the same for all where that does not count.</param>
/// <param name="Standing">Whether it has a value: 0 with one, 1 where the members of a group differ, 2 where it is not known.</param>
/// <param name="Number">The number that sorts.</param>
/// <param name="Text">The text that sorts; null where a number does.</param>
/// <param name="Tid">Rows that are alike keep the order of these.</param>
internal readonly record struct GroupRank(int Index, int Place, int Standing, double Number, string? Text, int Tid)
{
    // Shares are ordered as precisely as they are shown: what looks equal must not dance.
    private const double ShownParts = 1000;

    /// <summary>The rank of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="sort">The column that sorts.</param>
    /// <param name="snapshot">The reading it is of.</param>
    /// <param name="index">Where it stands among those that are ordered.</param>
    /// <param name="place">Where it was when the order was remembered.</param>
    public static GroupRank Of(in ProcessRow row, ProcessColumn sort, Snapshot snapshot, int index, int place)
    {
        if (row.Group is not { } group)
        {
            CellValue value = sort == ProcessColumns.Command ? CellValue.Of(row.Task.Name) : sort.Value(row, snapshot);
            return Of(row, sort, index, place, value, value.IsKnown ? 0 : 2, row.Task.Key.Tid);
        }

        int first = int.MaxValue;
        foreach (ProcessLoad member in group.Members)
        {
            first = Math.Min(first, member.Pid);
        }

        if (sort.GroupRule == GroupRule.None)
        {
            return new GroupRank(index, place, Standing: 0, first, Text: null, first);
        }

        GroupCell cell = GroupCells.Of(sort, group, snapshot);
        CellValue shown = sort == ProcessColumns.Command ? CellValue.Of(group.Label) : cell.Value;
        return Of(row, sort, index, place, shown, shown.IsKnown ? 0 : cell.Sign == GroupSign.Differs ? 1 : 2, first);
    }

    /// <summary>Below zero when this one comes first.</summary>
    public int CompareTo(in GroupRank other, ProcessColumn sort, bool isReversed)
    {
        int order = Place.CompareTo(other.Place);
        if (order != 0)
        {
            return order;
        }

        order = Standing != other.Standing ? Standing.CompareTo(other.Standing)
            : sort.IsAscending ? Compare(this, other)
            : Compare(other, this);
        return order == 0 ? Tid.CompareTo(other.Tid) : isReversed ? -order : order;
    }

    private static int Compare(in GroupRank left, in GroupRank right) =>
        left.Text is null || right.Text is null ? left.Number.CompareTo(right.Number) : string.CompareOrdinal(left.Text, right.Text);

    private static GroupRank Of(in ProcessRow row, ProcessColumn sort, int index, int place, in CellValue value, int standing, int tid)
    {
        double number = value switch
        {
            // By the first CPU that they ran on, and by how many they may run on.
            { Cpus: { } cpus } => sort.GroupRule == GroupRule.Cpus ? cpus.First?.Number ?? -1 : cpus.Count,
            { Time: { } time } => time.UtcTicks,
            _ when sort.GroupRule == GroupRule.State => (double)row.Task.State,
            _ when sort is { Kind: FieldKind.Share, Category: ColumnCategory.Scheduling } => Math.Round(value.Number * ShownParts),
            _ => value.Number,
        };
        return new GroupRank(index, place, standing, number, sort.GroupRule == GroupRule.State ? null : value.Text, tid);
    }
}
