using System.Collections.Immutable;
using CoreTop.Listing.Jobs;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>One job of a <see cref="JobDocument"/>.</summary>
internal sealed record JobEntry(
    string? Job, int? LauncherPid, string? Launcher, ImmutableArray<JobTaskEntry> Tasks, ImmutableArray<CrowdEntry> Crowds)
{
    /// <summary>Makes the entry.</summary>
    public static JobEntry From(TaskJob job, Snapshot snapshot, bool withThreads)
    {
        List<ProcessRow> rows = JobFinder.Rows(job.Processes, withThreads);
        return new JobEntry(
            job.Job,
            job.Launcher?.Pid,
            job.Launcher?.Name,
            [.. rows.Select(row => JobTaskEntry.From(row, snapshot))],
            [.. JobCrowd.Find(rows, snapshot).Select(crowd => new CrowdEntry(crowd.Cpus, crowd.Tasks, crowd.Others))]);
    }
}
