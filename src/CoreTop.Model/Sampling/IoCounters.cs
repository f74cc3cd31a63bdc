namespace CoreTop.Model.Sampling;

/// <summary>What a task read and wrote since it started: <c>io</c>, proc_pid_io(5). For a process: its ended threads too.</summary>
/// <param name="ReadCharacters">Line rchar: bytes it was handed by read calls, from caches too.</param>
/// <param name="WrittenCharacters">Line wchar: bytes it handed to write calls.</param>
/// <param name="ReadCalls">Line syscr.</param>
/// <param name="WriteCalls">Line syscw.</param>
/// <param name="ReadBytes">Line read_bytes: fetched from a disk.</param>
/// <param name="WrittenBytes">Line write_bytes: to be sent to a disk.</param>
/// <param name="CancelledBytes">Line cancelled_write_bytes: of those, given up because the file went.</param>
public sealed record IoCounters(
    ulong ReadCharacters,
    ulong WrittenCharacters,
    ulong ReadCalls,
    ulong WriteCalls,
    ulong ReadBytes,
    ulong WrittenBytes,
    ulong CancelledBytes);
