using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tui.Cores;

/// <summary>Counts, for each CPU, the tasks that last ran there and run, wait for it, or were busy in the last refresh.</summary>
internal static class BusyTasks
{
    private const double BusyShare = 0.10;

    /// <summary>The counts; a CPU without such a task is not in it.</summary>
    public static Dictionary<CpuId, int> Count(Snapshot snapshot)
    {
        var counts = new Dictionary<CpuId, int>();
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Threads.IsEmpty)
            {
                Add(counts, process);
            }

            foreach (TaskLoad thread in process.Threads)
            {
                Add(counts, thread);
            }
        }

        return counts;
    }

    private static void Add(Dictionary<CpuId, int> counts, TaskLoad task)
    {
        if (task.State == TaskState.Running || task.Run + (task.Wait ?? 0) >= BusyShare)
        {
            counts[task.LastCpu] = counts.GetValueOrDefault(task.LastCpu) + 1;
        }
    }
}
