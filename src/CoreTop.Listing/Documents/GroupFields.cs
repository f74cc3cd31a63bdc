using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Documents;

/// <summary>Which fields the groups of a document have, beside their processes.</summary>
internal static class GroupFields
{
    private static readonly DocumentField Mixed = new(
        "mixed", FieldKind.Flag, (in ProcessRow row, Snapshot _) => row.Process.IsAffinityMixed ? CellValue.Of(flag: true) : CellValue.Unknown)
    {
        IsOptional = true,
    };

    /// <summary>The fields when no columns are chosen, in the order of docs/json.md.</summary>
    public static ImmutableArray<DocumentField> Usual { get; } =
        Of([.. new[] { "USER", "S", "POL", "NI", "THREADS", "VIRT", "RES", "SHR", "MEM%", "CPU%", "WAIT%", "TIME+", "CPU", "AFFINITY" }.Select(Named)]);

    /// <summary>The fields of columns, in their order. Those that name one process, and the command line, are not among them.</summary>
    public static ImmutableArray<DocumentField> Of(ImmutableArray<ProcessColumn> columns)
    {
        var fields = ImmutableArray.CreateBuilder<DocumentField>(columns.Length + 1);
        foreach (ProcessColumn column in columns)
        {
            if (column.GroupRule == GroupRule.None || column == ProcessColumns.Command)
            {
                continue;
            }

            fields.Add(column.GroupRule == GroupRule.Cpus
                ? new DocumentField($"{column.JsonName}s", FieldKind.Cpus, column.ValueOf)
                : new DocumentField(column.JsonName, column.Kind, column.ValueOf));
            if (column == ProcessColumns.Affinity)
            {
                fields.Add(Mixed);
            }
        }

        return fields.ToImmutable();
    }

    /// <summary>The processes of a group, the lowest PID first.</summary>
    public static IEnumerable<int> Pids(TaskGroup group) => group.Members.Select(member => member.Pid).Order();

    private static ProcessColumn Named(string heading) => ProcessColumns.Find(heading)!;
}
