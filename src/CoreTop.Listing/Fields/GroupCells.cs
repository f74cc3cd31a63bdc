using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Fields;

/// <summary>The fields of a group of processes. Each is worked out when it is asked for, and once for as long as no member changes.</summary>
internal sealed class GroupCells
{
    private const int LongestList = 12;
    private const double LeastShown = 0.0005;
    private const char Many = '*';
    private const char Times = '×';
    private const char Most = '≤';
    private const char Least = '≥';

    private readonly List<(ProcessColumn Column, GroupCell Cell)> _known = [];

    private GroupCells()
    {
    }

    /// <summary>What the signs in cells of groups mean, for the help screen.</summary>
    public static ImmutableArray<(char Sign, string Meaning)> Legend { get; } =
    [
        (Many, "its processes differ"),
        (Times, "on so many CPUs, of which the list has no room"),
        (Most, "not more than that, as memory that its processes share is counted for each; PSS counts it once"),
        (Least, "that at least, as the kernel refuses it of some of its processes, or it is not read yet"),
    ];

    /// <summary>A group's value of a field.</summary>
    public static GroupCell Of(ProcessColumn column, TaskGroup group, Snapshot snapshot)
    {
        if (column.GroupRule is GroupRule.SumOfNow or GroupRule.Oldest or GroupRule.None or GroupRule.Own)
        {
            return Find(column, group, snapshot);
        }

        var cells = group.Cells as GroupCells ?? new GroupCells();
        group.Cells = cells;
        foreach ((ProcessColumn known, GroupCell cell) in cells._known)
        {
            if (ReferenceEquals(known, column))
            {
                return cell;
            }
        }

        GroupCell found = Find(column, group, snapshot);
        cells._known.Add((column, found));
        return found;
    }

    /// <summary>Writes a group's text of a field, and says how long it is.</summary>
    public static int Write(ProcessColumn column, in ProcessRow row, TaskGroup group, Snapshot snapshot, Span<char> to)
    {
        if (column.GroupRule == GroupRule.Own)
        {
            return column.Text(row, snapshot, to);
        }

        GroupCell cell = Of(column, group, snapshot);
        if (cell.Sign == GroupSign.Differs)
        {
            to[0] = Many;
            return 1;
        }

        if (!cell.Value.IsKnown)
        {
            return column.GroupRule == GroupRule.None ? FieldText.Text(to, "-") : column.Text(RowOf(group.Members[0]), snapshot, to);
        }

        return column.GroupRule switch
        {
            GroupRule.Sum or GroupRule.AtMost or GroupRule.SumOfNow => WriteSum(column.Kind, cell, to),
            GroupRule.Cpus => WriteCpus(cell.Value.Cpus!, to),
            GroupRule.State => FieldText.Text(to, cell.Value.Text),
            GroupRule.Oldest => column.Text(RowOf(group.Oldest), snapshot, to),
            GroupRule.Highest => ColumnKind.Write(to, column.Kind, cell.Value.Number),
            _ => column.Text(RowOf(group.Members[0]), snapshot, to),
        };
    }

    // Less than what is shown is not said to be less.
    private static int WriteSum(FieldKind kind, in GroupCell cell, Span<char> to)
    {
        bool isNothing = kind == FieldKind.Share && cell.Value.Number < LeastShown && cell.Sign == GroupSign.AtMost;
        if (cell.Sign == GroupSign.None || isNothing || to.Length < 2)
        {
            return ColumnKind.Write(to, kind, cell.Value.Number);
        }

        to[0] = cell.Sign == GroupSign.AtMost ? Most : Least;
        return 1 + ColumnKind.Write(to[1..], kind, cell.Value.Number);
    }

    // Where there is no room for the list, how many they are says more than how it begins.
    private static int WriteCpus(CpuSet cpus, Span<char> to)
    {
        string list = cpus.ToString();
        return list.Length > Math.Min(to.Length, LongestList) && to.TryWrite(CultureInfo.InvariantCulture, $"{Times}{cpus.Count}", out int length)
            ? length
            : FieldText.Cut(to, list);
    }

    private static ProcessRow RowOf(ProcessLoad member) => new(member, Thread: null, Depth: 0);

    private static GroupCell Find(ProcessColumn column, TaskGroup group, Snapshot snapshot) => column.GroupRule switch
    {
        GroupRule.Sum or GroupRule.SumOfNow => Sum(column, group, snapshot, GroupSign.None),
        GroupRule.AtMost => Sum(column, group, snapshot, GroupSign.AtMost),
        GroupRule.Highest => Highest(column, group, snapshot),
        GroupRule.Oldest => new GroupCell(column.Value(RowOf(group.Oldest), snapshot)),
        GroupRule.Cpus => new GroupCell(CellValue.Of(group.LastCpus)),
        GroupRule.State when group.Sum.State == TaskState.Running => new GroupCell(CellValue.Of(FieldWords.Of(TaskState.Running))),
        GroupRule.Own => new GroupCell(column.Value(ProcessRow.Of(group), snapshot)),
        GroupRule.None => default,
        _ => Same(column, group, snapshot),
    };

    private static GroupCell Sum(ProcessColumn column, TaskGroup group, Snapshot snapshot, GroupSign sign)
    {
        double sum = 0;
        int known = 0;
        foreach (ProcessLoad member in group.Members)
        {
            CellValue value = column.Value(RowOf(member), snapshot);
            sum += value.Number;
            known += value.IsKnown ? 1 : 0;
        }

        return known == 0 ? default
            : new GroupCell(CellValue.Of(sum), known < group.Members.Length ? GroupSign.AtLeast : sum == 0 ? GroupSign.None : sign);
    }

    private static GroupCell Highest(ProcessColumn column, TaskGroup group, Snapshot snapshot)
    {
        CellValue highest = default;
        foreach (ProcessLoad member in group.Members)
        {
            CellValue value = column.Value(RowOf(member), snapshot);
            highest = value.IsKnown && (!highest.IsKnown || value.Number > highest.Number) ? value : highest;
        }

        return new GroupCell(highest);
    }

    private static GroupCell Same(ProcessColumn column, TaskGroup group, Snapshot snapshot)
    {
        CellValue first = column.Value(RowOf(group.Members[0]), snapshot);
        foreach (ProcessLoad member in group.Members)
        {
            if (!column.Value(RowOf(member), snapshot).Equals(first))
            {
                return new GroupCell(CellValue.Unknown, GroupSign.Differs);
            }
        }

        return new GroupCell(first);
    }
}
