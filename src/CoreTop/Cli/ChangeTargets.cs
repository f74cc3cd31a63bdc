using CoreTop.Model.Sampling;
using CoreTop.Tui.Affinity;

namespace CoreTop.Cli;

/// <summary>Finds what PIDs on the command line stand for. Pure.</summary>
internal static class ChangeTargets
{
    /// <summary>The rest of a sentence that begins with a number.</summary>
    public const string NoProcess = "is no process here";

    /// <summary>The tasks to change; for a whole process the process.</summary>
    /// <param name="snapshot">The machine; with every thread when single threads are wanted.</param>
    /// <param name="pids">PIDs, or tids when single threads are wanted.</param>
    /// <param name="scope">What each stands for.</param>
    /// <param name="missing">Those that stand for nothing, each with the reason: the rest of a sentence that begins with the number.</param>
    public static List<TaskLoad> Find(
        Snapshot snapshot, IReadOnlyList<int> pids, AffinityScope scope, out List<(int Pid, string Why)> missing)
    {
        var found = new List<TaskLoad>();
        missing = [];
        foreach (int pid in pids)
        {
            int before = found.Count;
            if (scope == AffinityScope.Thread)
            {
                AddThread(snapshot, pid, found);
            }
            else if (snapshot.FindProcess(pid) is { } process && !found.Contains(process))
            {
                found.Add(process);
                if (scope == AffinityScope.Subtree)
                {
                    AddDescendants(snapshot, process, found);
                }
            }

            if (found.Count == before && !found.Exists(task => task.Key.Tid == pid))
            {
                missing.Add((pid, WhyMissing(snapshot, pid, scope)));
            }
        }

        return found;
    }

    private static TaskLoad? FindThread(Snapshot snapshot, int tid) =>
        snapshot.Processes.SelectMany(process => process.Threads).FirstOrDefault(thread => thread.Key.Tid == tid);

    // A process of one thread is that thread, and has no list of them.
    private static void AddThread(Snapshot snapshot, int tid, List<TaskLoad> found)
    {
        if ((FindThread(snapshot, tid) ?? snapshot.FindProcess(tid)) is { } thread)
        {
            found.Add(thread);
        }
    }

    // Parents before children; a process that is there already brought its own.
    private static void AddDescendants(Snapshot snapshot, ProcessLoad root, List<TaskLoad> found)
    {
        ILookup<int, ProcessLoad> children = snapshot.Processes.ToLookup(process => process.ParentPid);
        var open = new Queue<ProcessLoad>([root]);
        while (open.TryDequeue(out ProcessLoad? parent))
        {
            foreach (ProcessLoad child in children[parent.Pid])
            {
                if (!found.Contains(child))
                {
                    found.Add(child);
                    open.Enqueue(child);
                }
            }
        }
    }

    private static string WhyMissing(Snapshot snapshot, int pid, AffinityScope scope) =>
        scope == AffinityScope.Thread ? "is no thread here"
        : FindThread(snapshot, pid) is { } thread
            ? $"is a thread of process {thread.Pid}: name that, or give --scope thread"
        : NoProcess;
}
