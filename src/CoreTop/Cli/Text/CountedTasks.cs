using CoreTop.Listing.Options;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Text;

/// <summary>The tasks that a summary counts: as in top, only those of the chosen PIDs, whatever else narrows the list.</summary>
internal static class CountedTasks
{
    /// <summary>How many processes are in which state.</summary>
    public static TaskCounts Processes(Snapshot snapshot, ListOptions list) =>
        list.Pids is null ? snapshot.Tasks : Count(Chosen(snapshot, list));

    /// <summary>How many threads are.</summary>
    public static TaskCounts Threads(Snapshot snapshot, ListOptions list) =>
        Count(Chosen(snapshot, list).SelectMany(process => process.Threads.IsEmpty ? [process] : process.Threads));

    private static IEnumerable<ProcessLoad> Chosen(Snapshot snapshot, ListOptions list) =>
        snapshot.Processes.Where(process => list.Pids?.Contains(process.Pid) != false);

    private static TaskCounts Count(IEnumerable<TaskLoad> tasks) =>
        tasks.Aggregate(default(TaskCounts), (counts, task) => counts.With(task.State));
}
