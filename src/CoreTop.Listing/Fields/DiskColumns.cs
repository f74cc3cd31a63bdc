using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Fields;

/// <summary>Columns about disks.</summary>
internal static class DiskColumns
{
    private const string PerSecond = "bytes a second";
    private const string Bytes = "bytes";

    /// <summary>All of them.</summary>
    public static ImmutableArray<ProcessColumn> All { get; } =
    [
        new(
            "IOPRIO", 7, IsLeft: false, Rank: 20,
            "I/O priority: R0 to R7 real-time, B0 to B7 best effort, id only when nobody else wants the disk; "
            + "* where nobody set it, so that nice decides.",
            PriorityText,
            (in ProcessRow a, in ProcessRow b) => Order(a).CompareTo(Order(b)))
        {
            Source = "ioprio_get(2)",
            Needs = ExtraFiles.IoPriority,
        },
        Sizes("IO/s", PerSecond, "Reads and writes together; - where the kernel refuses.", "io, read_bytes and write_bytes",
            (in ProcessRow row) => row.Task.ExtraRates.IoBytes),
        Sizes("READ/s", PerSecond, "Fetched from a disk; - where the kernel refuses.", "io, read_bytes",
            (in ProcessRow row) => row.Task.ExtraRates.ReadBytes),
        Sizes("WRITE/s", PerSecond, "Sent to a disk, at once or later; - where the kernel refuses.", "io, write_bytes",
            (in ProcessRow row) => row.Task.ExtraRates.WrittenBytes),
        Sizes("READ", Bytes, "Fetched from a disk since it started.", "io, read_bytes",
            (in ProcessRow row) => row.Task.Extras?.Io?.ReadBytes),
        Sizes("WRITTEN", Bytes, "Sent to a disk since it started.", "io, write_bytes",
            (in ProcessRow row) => row.Task.Extras?.Io?.WrittenBytes),
        Sizes("CANCELLED", Bytes, "Of what was written, given up because the file went before.", "io, cancelled_write_bytes",
            (in ProcessRow row) => row.Task.Extras?.Io?.CancelledBytes),
        Sizes("RCHAR", Bytes, "Handed to it by read calls since it started, from caches, pipes and sockets too.", "io, rchar",
            (in ProcessRow row) => row.Task.Extras?.Io?.ReadCharacters),
        Sizes("WCHAR", Bytes, "Handed by it to write calls since it started.", "io, wchar",
            (in ProcessRow row) => row.Task.Extras?.Io?.WrittenCharacters),
        ColumnKind.Numbers("SYSCR", 8, "calls", "Read calls since it started.", "io, syscr", ColumnKind.Whole,
            (in ProcessRow row) => row.Task.Extras?.Io?.ReadCalls, ExtraFiles.Io),
        ColumnKind.Numbers("SYSCW", 8, "calls", "Write calls since it started.", "io, syscw", ColumnKind.Whole,
            (in ProcessRow row) => row.Task.Extras?.Io?.WriteCalls, ExtraFiles.Io),
    ];

    private static ProcessColumn Sizes(string heading, string unit, string help, string source, RowNumber value) =>
        ColumnKind.Numbers(heading, Math.Max(8, heading.Length + 1), unit, help, source, ColumnKind.Bytes, value, ExtraFiles.Io);

    private static int PriorityText(in ProcessRow row, Snapshot snapshot, Span<char> to)
    {
        if (row.Task.Extras?.IoPriority is not { } priority)
        {
            return ColumnKind.Missing(row, to, ExtraFiles.IoPriority);
        }

        to[0] = priority.Class switch
        {
            IoClass.RealTime => 'R',
            IoClass.BestEffort => 'B',
            IoClass.Idle => 'i',
            IoClass.None => '*',
            _ => '?',
        };
        to[1] = priority.Class == IoClass.Idle ? 'd' : (char)('0' + priority.Level);
        return priority.Class is IoClass.Idle || priority.HasLevel ? 2 : 1;
    }

    // As the disk serves them: real-time, best effort, where one that is not set stands in the middle, idle.
    private static int Order(in ProcessRow row) => row.Task.Extras?.IoPriority switch
    {
        null => int.MaxValue,
        { Class: IoClass.None } => ((int)IoClass.BestEffort * 8) + 4,
        { } priority => ((int)priority.Class * 8) + priority.Level,
    };
}
