using System.Text.Json.Serialization;
using CoreTop.Listing.Texts;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>One process of a <see cref="SnapshotDocument"/>.</summary>
internal sealed record ProcessEntry : TaskEntry
{
    private ProcessEntry(ProcessLoad load, Snapshot snapshot)
        : base(load)
    {
        TimeSpan? elapsed = AgeText.Elapsed(snapshot, load);
        StartTime = elapsed is { } age ? snapshot.Time - age : null;
        ElapsedSeconds = elapsed is { } lived ? Rounded.Seconds(lived) : null;
        Session = load.Session.Session;
        Tty = load.Session.Terminal == 0 ? null : TerminalName.Of(load.Session.Terminal);
        Cgroup = load.Details?.Cgroup;
        Ppid = load.ParentPid;
        Uid = load.Details is { } details ? unchecked((uint)details.Uid) : null;
        User = load.Details?.User;
        Threads = load.ThreadCount;
        VirtualBytes = load.VirtualBytes;
        ResidentBytes = load.ResidentBytes;
        SharedBytes = load.Details?.SharedBytes;
        MemoryShare = Rounded.Share(load.MemoryShare);
        Limit = load.Limit;
        LimitedBy = load.Details?.LimitedBy;
        CommandLine = load.Details?.CommandLine;
    }

    [JsonPropertyOrder(-1)]
    public int Ppid { get; }

    public DateTimeOffset? StartTime { get; }

    public double? ElapsedSeconds { get; }

    public int Session { get; }

    public string? Tty { get; }

    public string? Cgroup { get; }

    public uint? Uid { get; }

    public string? User { get; }

    public int Threads { get; }

    public ulong VirtualBytes { get; }

    public ulong ResidentBytes { get; }

    public ulong? SharedBytes { get; }

    public double MemoryShare { get; }

    public CpuSet? Limit { get; }

    public string? LimitedBy { get; }

    public string? CommandLine { get; }

    /// <summary>Makes the entry.</summary>
    public static ProcessEntry From(ProcessLoad load, Snapshot snapshot) => new(load, snapshot);
}
