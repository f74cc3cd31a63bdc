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
            "I/O priority: R0 to R7 real-time, B0 to B7 best effort, id only when no other task wants the disk; "
            + "* where it was never set, so that nice decides.",
            PriorityText,
            (in ProcessRow a, in ProcessRow b) => Order(a).CompareTo(Order(b)))
        {
            JsonName = "ioPriority",
            IsAscending = true,
            Kind = FieldKind.Text,
            Value = (in ProcessRow row, Snapshot _) => CellValue.Of(row.Task.Extras?.IoPriority is { } priority ? Word(priority) : null),
            Source = "ioprio_get(2)",
            Needs = ExtraFiles.IoPriority,
        },
        Sizes("IO/s", "ioBytesPerSecond", PerSecond, "Reads and writes together; - where the kernel refuses.", "io, read_bytes and write_bytes",
            (in ProcessRow row) => row.Task.ExtraRates.IoBytes),
        Sizes("READ/s", "readBytesPerSecond", PerSecond, "Fetched from a disk; - where the kernel refuses.", "io, read_bytes",
            (in ProcessRow row) => row.Task.ExtraRates.ReadBytes),
        Sizes("WRITE/s", "writtenBytesPerSecond", PerSecond, "Sent to a disk, at once or later; - where the kernel refuses.", "io, write_bytes",
            (in ProcessRow row) => row.Task.ExtraRates.WrittenBytes),
        Sizes("READ", "readBytes", Bytes, "Fetched from a disk since it started.", "io, read_bytes",
            (in ProcessRow row) => row.Task.Extras?.Io?.ReadBytes),
        Sizes("WRITTEN", "writtenBytes", Bytes, "Sent to a disk since it started.", "io, write_bytes",
            (in ProcessRow row) => row.Task.Extras?.Io?.WrittenBytes),
        Sizes("CANCELLED", "cancelledBytes", Bytes, "The part of WRITTEN that was dropped because its file was deleted first.", "io, cancelled_write_bytes",
            (in ProcessRow row) => row.Task.Extras?.Io?.CancelledBytes),
        Sizes("RCHAR", "readCharacters", Bytes, "Bytes returned by its read calls since it started, also from caches, pipes and sockets.", "io, rchar",
            (in ProcessRow row) => row.Task.Extras?.Io?.ReadCharacters),
        Sizes("WCHAR", "writtenCharacters", Bytes, "Bytes passed to its write calls since it started.", "io, wchar",
            (in ProcessRow row) => row.Task.Extras?.Io?.WrittenCharacters),
        ColumnKind.Numbers("SYSCR", "readCalls", 8, "calls", "Read calls since it started.", "io, syscr", FieldKind.Number,
            (in ProcessRow row) => row.Task.Extras?.Io?.ReadCalls, ExtraFiles.Io),
        ColumnKind.Numbers("SYSCW", "writeCalls", 8, "calls", "Write calls since it started.", "io, syscw", FieldKind.Number,
            (in ProcessRow row) => row.Task.Extras?.Io?.WriteCalls, ExtraFiles.Io),
    ];

    private static ProcessColumn Sizes(
        string heading, string jsonName, string unit, string help, string source, RowNumber value) => ColumnKind.Numbers(
            heading, jsonName, Math.Max(8, heading.Length + 1), unit, help, source, FieldKind.Bytes, value, ExtraFiles.Io);

    private static int PriorityText(in ProcessRow row, Snapshot snapshot, Span<char> to)
    {
        if (row.Task.Extras?.IoPriority is not { } priority)
        {
            return ColumnKind.Missing(row, to, ExtraFiles.IoPriority);
        }

        return Write(priority, to);
    }

    private static int Write(IoPriority priority, Span<char> to)
    {
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

    private static string Word(IoPriority priority)
    {
        Span<char> buffer = stackalloc char[2];
        return new string(buffer[..Write(priority, buffer)]);
    }

    // As the disk serves them: real-time, best effort, where one that is not set stands in the middle, idle.
    private static int Order(in ProcessRow row) => row.Task.Extras?.IoPriority switch
    {
        null => int.MaxValue,
        { Class: IoClass.None } => ((int)IoClass.BestEffort * 8) + 4,
        { } priority => ((int)priority.Class * 8) + priority.Level,
    };
}
