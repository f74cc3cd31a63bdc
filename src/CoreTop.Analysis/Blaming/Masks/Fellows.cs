using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>The tasks that are like the given one: threads of its process, or processes with its parent and its name.</summary>
internal static class Fellows
{
    /// <summary>
    /// Those of them that are pinned to one CPU; null unless there are several tasks on several CPUs, and its CPU has no more of them
    /// than the others.
    /// </summary>
    public static PinnedWorkers? OneEach(MaskOrigin origin) => OneEach(origin, origin.IsThreadsOwn);

    /// <summary>The same of the threads of a process whose first thread it is; null for others, of which <see cref="OneEach(MaskOrigin)"/> says that.</summary>
    public static PinnedWorkers? OneEachOfThreads(MaskOrigin origin) =>
        origin.IsInherited || origin.IsThreadsOwn ? null : OneEach(origin, areThreads: true);

    private static PinnedWorkers? OneEach(MaskOrigin origin, bool areThreads)
    {
        if (origin.Affinity.Count != 1)
        {
            return null;
        }

        var counts = new Dictionary<CpuSet, int>();
        IEnumerable<TaskLoad> fellows = areThreads
            ? origin.Snapshot.FindProcess(origin.Task.Pid)?.Threads ?? []
            : origin.Snapshot.Processes.Where(process => IsFellow(process, origin));
        foreach (TaskLoad worker in fellows)
        {
            if (worker.Affinity is { Count: 1 } mask)
            {
                counts[mask] = counts.GetValueOrDefault(mask) + 1;
            }
        }

        // A program that gives each worker the next CPU has as many on one as on another.
        int workers = counts.Values.Sum();
        bool isInTurn = counts.Count > 1 && counts.GetValueOrDefault(origin.Affinity) <= (workers + counts.Count - 1) / counts.Count;
        return !isInTurn ? null : new PinnedWorkers(
            origin.Process.Name, areThreads ? origin.Task.Pid : origin.Process.ParentPid, workers, counts.Count, counts.Values.Min(), counts.Values.Max());
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
