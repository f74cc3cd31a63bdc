using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Documents;

/// <summary>Which fields the entries of a document have.</summary>
internal static class DocumentFields
{
    private static readonly DocumentField Tid = new(
        "tid", FieldKind.Number, (in ProcessRow row, Snapshot _) => CellValue.Of(row.Task.Key.Tid));

    private static readonly DocumentField StartTicks = new(
        "startTicks", FieldKind.Number, (in ProcessRow row, Snapshot _) => CellValue.Of(row.Task.Key.StartTicks));

    private static readonly DocumentField Movable = new(
        "movable", FieldKind.Flag, (in ProcessRow row, Snapshot _) => CellValue.Of(row.Task.Mobility == TaskMobility.Movable));

    private static readonly DocumentField Mixed = new(
        "mixed", FieldKind.Flag,
        (in ProcessRow row, Snapshot _) => row.Thread is null && row.Process.IsAffinityMixed ? CellValue.Of(flag: true) : CellValue.Unknown)
    {
        IsOptional = true,
    };

    // What documents called COMM before it had a name of its own there: to everybody else that word means the column COMMAND.
    private static readonly DocumentField OlderComm = Named("COMM") with { Name = "command" };

    /// <summary>The fields of each process when no columns are chosen, in the order of docs/json.md.</summary>
    public static ImmutableArray<DocumentField> Process { get; } =
    [
        Named("PID"), Named("PPID"), StartTicks, Named("START"), Named("ELAPSED"), Named("SESSION"), Named("TTY"), Named("CGROUP"), Named("UID"),
        Named("USER"), Named("S"), Named("POL"), Named("PR"), Named("NI"), Named("THREADS"), Named("VIRT"), Named("RES"), Named("SHR"),
        Named("MEM%"), Named("CPU%"), Named("WAIT%"), Named("TIME+"), Named("CPU"), Named("AFFINITY"), Mixed, Named("LIMIT"),
        Named("LIMITEDBY"), Movable, Named("COMM"), OlderComm, Named("COMMAND"),
    ];

    /// <summary>The fields of each thread when no columns are chosen, in the order of docs/json.md.</summary>
    public static ImmutableArray<DocumentField> Thread { get; } =
    [
        Named("PID"), Tid, StartTicks, Named("S"), Named("POL"), Named("PR"), Named("NI"), Named("CPU%"), Named("WAIT%"), Named("TIME+"),
        Named("CPU"), Named("AFFINITY"), Movable, Named("COMM"), OlderComm,
    ];

    /// <summary>The fields of columns, in their order: each process says whether its threads differ, each thread has its own id.</summary>
    /// <param name="columns">The columns; null where nobody chose any.</param>
    /// <param name="ofThreads">The entries are threads.</param>
    public static ImmutableArray<DocumentField> Of(ImmutableArray<ProcessColumn>? columns, bool ofThreads)
    {
        if (columns is not { } chosen)
        {
            return ofThreads ? Thread : Process;
        }

        var fields = ImmutableArray.CreateBuilder<DocumentField>(chosen.Length + 1);
        foreach (ProcessColumn column in chosen)
        {
            fields.Add(DocumentField.Of(column));
            if (column == ProcessColumns.Pid && ofThreads)
            {
                fields.Add(Tid);
            }

            if (column == ProcessColumns.Affinity && !ofThreads)
            {
                fields.Add(Mixed);
            }
        }

        return fields.ToImmutable();
    }

    private static DocumentField Named(string heading) => DocumentField.Of(ProcessColumns.Find(heading)!);
}
