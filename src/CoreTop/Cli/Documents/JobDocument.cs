using System.Collections.Immutable;
using CoreTop.Listing.Jobs;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>What <c>coretop job --json</c> prints.</summary>
internal sealed record JobDocument : Document
{
    public required ImmutableArray<JobEntry> Jobs { get; init; }

    public required ImmutableArray<ProblemEntry> Problems { get; init; }

    /// <summary>Makes the document.</summary>
    /// <param name="snapshot">The machine.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="withThreads">An entry for each thread; else for each process.</param>
    public static JobDocument From(Snapshot snapshot, ImmutableArray<TaskJob> jobs, bool withThreads) => new()
    {
        Command = "job",
        Time = snapshot.Time,
        Host = Known(snapshot.Host.Name),
        Kernel = Known(snapshot.Host.KernelRelease),
        IntervalSeconds = null,
        Jobs = [.. jobs.Select(job => JobEntry.From(job, snapshot, withThreads))],
        Problems = [.. snapshot.Problems.Select(problem => new ProblemEntry(problem.Path, problem.Message))],
    };
}
