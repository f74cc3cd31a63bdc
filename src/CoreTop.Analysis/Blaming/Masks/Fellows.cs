using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>The tasks that are like the given one: threads of its process, or processes with its parent and its name.</summary>
internal static class Fellows
{
    /// <summary>How many of them are pinned to one CPU each, and to how many different ones; null unless there are several tasks on several CPUs, and its CPU has no more of them than the others.</summary>
    public static (int Workers, int Cpus)? OneEach(MaskOrigin origin)
    {
        if (origin.Affinity.Count != 1)
        {
            return null;
        }

        var masks = new HashSet<CpuSet>();
        int workers = 0, together = 0;
        foreach (ProcessLoad process in origin.Snapshot.Processes)
        {
            if (origin.IsThreadsOwn ? process.Pid == origin.Task.Pid : IsFellow(process, origin))
            {
                foreach (TaskLoad worker in origin.IsThreadsOwn ? process.Threads : [process])
                {
                    if (worker.Affinity is { Count: 1 } mask)
                    {
                        masks.Add(mask);
                        workers++;
                        together += mask.Equals(origin.Affinity) ? 1 : 0;
                    }
                }
            }
        }

        // A program that gives each worker the next CPU has as many on one as on another.
        bool isInTurn = masks.Count > 1 && together <= (workers + masks.Count - 1) / masks.Count;
        return workers > 1 && isInTurn ? (workers, masks.Count) : null;
    }

    /// <summary>Another process of the same parent has the same mask.</summary>
    public static bool HaveSame(MaskOrigin origin) => origin.Snapshot.Processes.Any(process =>
        process.Pid != origin.Process.Key.Tid && process.ParentPid == origin.Process.ParentPid && origin.Affinity.Equals(process.Affinity));

    /// <summary>The process has several threads, and all have the same mask.</summary>
    public static bool AreThreadsTogether(MaskOrigin origin) =>
        origin.Snapshot.FindProcess(origin.Process.Key.Tid) is { Threads.Length: > 1 } process
            && process.Threads.All(thread => origin.Affinity.Equals(thread.Affinity));

    private static bool IsFellow(ProcessLoad process, MaskOrigin origin) =>
        process.ParentPid == origin.Process.ParentPid && process.Name == origin.Process.Name;
}
