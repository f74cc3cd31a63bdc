using CoreTop.Listing.Fields;
using CoreTop.Listing.Jobs;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>One rank, task or thread of a <see cref="JobEntry"/>.</summary>
internal sealed record JobTaskEntry(
    int? Rank, int Pid, int Tid, int Threads, string Command, string State, int LastCpu, CpuSet? Affinity, bool Mixed, string? Binding)
{
    /// <summary>Makes the entry.</summary>
    public static JobTaskEntry From(in ProcessRow row, Snapshot snapshot) => new(
        TaskJob.RankOf(row.Process),
        row.Process.Pid,
        row.Task.Key.Tid,
        row.Thread is null ? row.Process.ThreadCount : 1,
        row.Task.Name,
        FieldWords.Of(row.Task.State),
        row.Task.LastCpu.Number,
        row.Task.Affinity,
        row.Thread is null && row.Process.IsAffinityMixed,
        row.Task.Affinity is { } affinity ? BindingText.Of(snapshot.Topology, affinity) : null);
}
