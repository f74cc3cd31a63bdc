using System.Collections.Immutable;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Fields;

/// <summary>Columns about memory. On a thread's row they say what its process has.</summary>
internal static class MemoryColumns
{
    private const string Bytes = "bytes";

    /// <summary>All of them.</summary>
    public static ImmutableArray<ProcessColumn> All { get; } =
    [
        Sizes("SWAP", "swapBytes", "Memory that was written to swap.", "status, VmSwap",
            (in ProcessRow row) => row.Process.Extras?.Status?.SwapBytes, ExtraFiles.Status),
        Sizes("PSS", "proportionalBytes", "Memory in RAM, with shared memory divided among those who share it; read every ten seconds.", "smaps_rollup, Pss",
            (in ProcessRow row) => row.Process.Extras?.ProportionalBytes, ExtraFiles.MemoryMap),
        Sizes("USS", "uniqueBytes", "Memory in RAM that is its own: what would be free without it; read every ten seconds.",
            "smaps_rollup, Private_Clean and Private_Dirty",
            (in ProcessRow row) => row.Process.Extras?.UniqueBytes, ExtraFiles.MemoryMap),
        Sizes("PEAK", "peakResidentBytes", "The most memory in RAM it ever had.", "status, VmHWM",
            (in ProcessRow row) => row.Process.Extras?.Status?.PeakResidentBytes, ExtraFiles.Status) with { OfGroup = GroupRule.Highest },
        Sizes("CODE", "codeBytes", "Address space of its program's code.", "status, VmExe",
            (in ProcessRow row) => row.Process.Extras?.Status?.CodeBytes, ExtraFiles.Status),
        Sizes("DATA", "dataBytes", "Address space of its data.", "status, VmData",
            (in ProcessRow row) => row.Process.Extras?.Status?.DataBytes, ExtraFiles.Status),
        Sizes("STACK", "stackBytes", "Address space of its first thread's stack.", "status, VmStk",
            (in ProcessRow row) => row.Process.Extras?.Status?.StackBytes, ExtraFiles.Status),
        Sizes("LIB", "libraryBytes", "Address space of the code of its libraries.", "status, VmLib",
            (in ProcessRow row) => row.Process.Extras?.Status?.LibraryBytes, ExtraFiles.Status),
        Sizes("ANON", "anonymousBytes", "The part of RES that no file backs.", "status, RssAnon",
            (in ProcessRow row) => row.Process.Extras?.Status?.AnonymousBytes, ExtraFiles.Status) with { OfGroup = GroupRule.AtMost },
        Sizes("FILE", "fileBytes", "The part of RES that is mapped from files.", "status, RssFile",
            (in ProcessRow row) => row.Process.Extras?.Status?.FileBytes, ExtraFiles.Status) with { OfGroup = GroupRule.AtMost },
        Sizes("SHMEM", "sharedMemoryBytes", "The part of RES that is shared memory.", "status, RssShmem",
            (in ProcessRow row) => row.Process.Extras?.Status?.SharedMemoryBytes, ExtraFiles.Status) with { OfGroup = GroupRule.AtMost },
        Sizes("USED", "usedBytes", "RES and SWAP together.", "statm, field 2; status, VmSwap",
            (in ProcessRow row) => row.Process.Extras?.Status?.SwapBytes is { } swap
                ? (double)row.Process.ResidentBytes + swap
                : null,
            ExtraFiles.Status) with { OfGroup = GroupRule.AtMost },
        Sizes("LOCKED", "lockedBytes", "Memory that it has locked into RAM.", "status, VmLck",
            (in ProcessRow row) => row.Process.Extras?.Status?.LockedBytes, ExtraFiles.Status),
        ColumnKind.Numbers("MINFLT", "minorFaults", 8, "faults", "Pages it touched since it started that were in memory, but not mapped.",
            "stat, field 10", FieldKind.Number, (in ProcessRow row) => row.Task.Faults.Minor),
        ColumnKind.Numbers("MAJFLT", "majorFaults", 8, "faults", "Pages it touched since it started that had to be read from a disk.",
            "stat, field 12", FieldKind.Number, (in ProcessRow row) => row.Task.Faults.Major),
        ColumnKind.Numbers("CMINFLT", "childMinorFaults", 9, "faults", "MINFLT of its ended children, theirs included.",
            "stat, field 11", FieldKind.Number, (in ProcessRow row) => row.Process.ChildFaults.Minor),
        ColumnKind.Numbers("CMAJFLT", "childMajorFaults", 9, "faults", "MAJFLT of its ended children, theirs included.",
            "stat, field 13", FieldKind.Number, (in ProcessRow row) => row.Process.ChildFaults.Major),
        ColumnKind.Numbers("MINFLT/s", "minorFaultsPerSecond", 9, "a second", "Pages it touched that were in memory, but not mapped.",
            "stat, field 10", FieldKind.Rate, (in ProcessRow row) => row.Task.MinorFaultsPerSecond),
        ColumnKind.Numbers("MAJFLT/s", "majorFaultsPerSecond", 9, "a second", "Pages it touched that had to be read from a disk.",
            "stat, field 12", FieldKind.Rate, (in ProcessRow row) => row.Task.MajorFaultsPerSecond),
        ColumnKind.Numbers("OOM", "oomScore", 5, "0 to 2000", "The task with the highest score is killed first when memory runs out.", "oom_score", FieldKind.Number,
            (in ProcessRow row) => row.Process.Extras?.OomScore, ExtraFiles.Oom) with { OfGroup = GroupRule.Highest },
        ColumnKind.Ids("OOMADJ", "oomAdjustment", 7, "What is added to that score, from -1000, which means never, to 1000.", "oom_score_adj",
            (in ProcessRow row) => row.Process.Extras?.OomAdjustment, ExtraFiles.Oom),
    ];

    private static ProcessColumn Sizes(
        string heading, string jsonName, string help, string source, RowNumber value, ExtraFiles needs) =>
        ColumnKind.Numbers(heading, jsonName, 7, Bytes, help, source, FieldKind.Bytes, value, needs);
}
