using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CoreTop.Listing.Documents;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>What <c>coretop snapshot --json</c> prints, and <c>coretop -b --json</c> again and again.</summary>
internal sealed record SnapshotDocument : BoundedDocument
{
    public required ImmutableArray<CpuEntry> Cpus { get; init; }

    public required MemoryEntry? Memory { get; init; }

    public required SwapEntry? Swap { get; init; }

    public required ImmutableArray<double>? Load { get; init; }

    public required double? UptimeSeconds { get; init; }

    public required TasksEntry Tasks { get; init; }

    public required RowEntries Processes { get; init; }

    /// <summary>Null when threads were not asked for; the field is left out then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required RowEntries? Threads { get; init; }

    /// <summary>Null when groups were not asked for; the field is left out then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GroupEntries? Groups { get; init; }

    /// <summary>Null for a command that does not diagnose; the field is left out then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<FoundEntry>? Findings { get; init; }

    public required string TaskSource { get; init; }

    public required string? WhyNotBpf { get; init; }

    public required ImmutableArray<ProblemEntry> Problems { get; init; }

    /// <summary>Makes the document.</summary>
    /// <param name="snapshot">The reading.</param>
    /// <param name="rows">The processes and threads to print, in order.</param>
    /// <param name="withThreads">Threads were asked for.</param>
    /// <param name="columns">The fields of each process and thread; null for those that documents have where nobody chose.</param>
    public static SnapshotDocument From(
        Snapshot snapshot, IReadOnlyList<ProcessRow> rows, bool withThreads, ImmutableArray<ProcessColumn>? columns = null) => new()
        {
            Command = "snapshot",
            Time = snapshot.Time,
            Host = Known(snapshot.Host.Name),
            Kernel = Known(snapshot.Host.KernelRelease),
            IntervalSeconds = Rounded.Seconds(snapshot.Interval),
            Within = BoundsEntry.Of(snapshot.Bounds),
            Cpus = [.. snapshot.Cpus.Select(cpu => CpuEntry.From(cpu, snapshot))],
            Memory = snapshot.Memory is { } memory ? MemoryEntry.From(memory) : null,
            Swap = snapshot.Memory is { } swap ? new SwapEntry(swap.SwapTotalBytes, swap.SwapFreeBytes) : null,
            Load = snapshot.Load is { } load ? [load.OneMinute, load.FiveMinutes, load.FifteenMinutes] : null,
            UptimeSeconds = snapshot.Uptime is { } uptime ? Rounded.Seconds(uptime) : null,
            Tasks = TasksEntry.From(snapshot.Tasks),
            Processes = new RowEntries(
                snapshot, [.. rows.Where(row => row.Thread is null)], DocumentFields.Of(columns, ofThreads: false)),
            Threads = withThreads
                ? new RowEntries(snapshot, [.. ThreadsOf(rows)], DocumentFields.Of(columns, ofThreads: true))
                : null,
            TaskSource = snapshot.IsReadByBpf ? "bpf" : "files",
            WhyNotBpf = snapshot.WhyNotByBpf,
            Problems = [.. snapshot.Problems.Select(problem => new ProblemEntry(problem.Path, problem.Message))],
        };

    // A process of one thread has no row for it: it is that thread.
    private static IEnumerable<ProcessRow> ThreadsOf(IReadOnlyList<ProcessRow> rows) =>
        rows.Where(row => row.Thread is not null || row.Process.Threads.Length < 2);
}
