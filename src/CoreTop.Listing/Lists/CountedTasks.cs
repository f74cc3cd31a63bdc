using CoreTop.Listing.Options;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Lists;

/// <summary>The tasks that a summary counts: as in top, only those of the chosen PIDs, whatever else narrows the list; within bounds, those that may run there.</summary>
internal static class CountedTasks
{
    /// <summary>How many processes are in which state.</summary>
    public static TaskCounts Processes(Snapshot snapshot, ListOptions options)
    {
        if (options.Pids is null && snapshot.Bounds is null)
        {
            return snapshot.Tasks;
        }

        var counts = default(TaskCounts);
        foreach (ProcessLoad process in snapshot.Processes)
        {
            counts = options.Pids?.Contains(process.Pid) != false && snapshot.MayRunHere(process)
                ? counts.With(process.State, process.IsKernelThread)
                : counts;
        }

        return counts;
    }

    /// <summary>How many threads are in which state.</summary>
    public static TaskCounts Threads(Snapshot snapshot, ListOptions options)
    {
        var counts = default(TaskCounts);
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (options.Pids?.Contains(process.Pid) == false || !snapshot.MayRunHere(process))
            {
                continue;
            }

            counts = process.Threads.IsEmpty ? counts.With(process.State, process.IsKernelThread) : counts;
            foreach (TaskLoad thread in process.Threads)
            {
                counts = counts.With(thread.State, thread.IsKernelThread);
            }
        }

        return counts;
    }
}
