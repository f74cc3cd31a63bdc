using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>How many processes of a <see cref="SnapshotDocument"/> are in which state.</summary>
internal sealed record TasksEntry(int Total, int Running, int Sleeping, int Stopped, int Zombie)
{
    /// <summary>Makes the entry.</summary>
    public static TasksEntry From(TaskCounts counts) =>
        new(counts.Total, counts.Running, counts.Sleeping, counts.Stopped, counts.Zombie);
}
