using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Cli;

/// <summary>Finds what PIDs on the command line stand for. Pure.</summary>
internal static class ChangeTargets
{
    /// <summary>The rest of a sentence that begins with a number.</summary>
    public const string NoProcess = "is not a process here";

    private const string IsZombie = "has ended: it is a zombie until its parent takes notice";

    /// <summary>Finds them. Zombies in a subtree are counted, and this program itself is left out.</summary>
    /// <param name="snapshot">The machine; with every thread when single threads are wanted.</param>
    /// <param name="pids">PIDs, or tids when single threads are wanted.</param>
    /// <param name="scope">What each stands for.</param>
    /// <param name="ownPid">This program's PID; null on a captured machine.</param>
    public static FoundTargets Find(Snapshot snapshot, IReadOnlyList<int> pids, AffinityScope scope, int? ownPid)
    {
        var found = new List<TaskLoad>();
        var missing = new List<(int Pid, string Why)>();
        var family = new HashSet<TaskKey>();
        ILookup<int, ProcessLoad>? children = scope == AffinityScope.Subtree
            ? snapshot.Processes.ToLookup(process => process.ParentPid)
            : null;
        foreach (int pid in pids)
        {
            TaskLoad? task = scope == AffinityScope.Thread ? FindThread(snapshot, pid) ?? snapshot.FindProcess(pid) : snapshot.FindProcess(pid);
            if (task is null or { State: TaskState.Zombie })
            {
                missing.Add((pid, task is null ? WhyMissing(snapshot, pid, scope) : IsZombie));
            }
            else if (family.Add(task.Key))
            {
                found.Add(task);
            }

            if (children is not null && task is ProcessLoad process)
            {
                AddDescendants(children, process, family, found);
            }
        }

        int zombies = found.RemoveAll(task => task.State == TaskState.Zombie);
        bool hasOwn = children is not null && ownPid is { } own && !pids.Contains(own) && found.RemoveAll(task => task.Pid == own) > 0;
        return new FoundTargets(found, missing) { Zombies = zombies, OwnPid = hasOwn ? ownPid : null };
    }

    private static TaskLoad? FindThread(Snapshot snapshot, int tid) =>
        snapshot.Processes.SelectMany(process => process.Threads).FirstOrDefault(thread => thread.Key.Tid == tid);

    // Parents before children; a process that is there already brought its own.
    private static void AddDescendants(
        ILookup<int, ProcessLoad> children, ProcessLoad root, HashSet<TaskKey> family, List<TaskLoad> found)
    {
        var open = new Queue<ProcessLoad>([root]);
        while (open.TryDequeue(out ProcessLoad? parent))
        {
            foreach (ProcessLoad child in children[parent.Pid])
            {
                if (family.Add(child.Key))
                {
                    found.Add(child);
                    open.Enqueue(child);
                }
            }
        }
    }

    private static string WhyMissing(Snapshot snapshot, int pid, AffinityScope scope) =>
        scope == AffinityScope.Thread ? "is not a thread here"
        : FindThread(snapshot, pid) is { } thread
            ? $"is a thread of process {thread.Pid}: name that, or give --scope thread"
        : NoProcess;
}
