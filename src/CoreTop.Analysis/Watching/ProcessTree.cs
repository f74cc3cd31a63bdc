using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Watching;

/// <summary>Which process started which, in one snapshot. Fast with any number of processes.</summary>
internal sealed class ProcessTree
{
    private const int Init = 1;

    // A reused PID may form a ring.
    private const int MostGenerations = 64;

    private readonly Dictionary<int, ProcessLoad> _processes;

    /// <summary>Takes in the processes of a snapshot.</summary>
    public ProcessTree(Snapshot snapshot)
    {
        _processes = new Dictionary<int, ProcessLoad>(snapshot.Processes.Length);
        foreach (ProcessLoad process in snapshot.Processes)
        {
            _processes[process.Pid] = process;
        }
    }

    /// <summary>The process of a PID; null when there is none.</summary>
    public ProcessLoad? Find(int pid) => _processes.GetValueOrDefault(pid);

    /// <summary>Its parent, its parent's parent and so on to PID 1; ends where one of them is gone.</summary>
    public IEnumerable<ProcessLoad> Ancestors(ProcessLoad process)
    {
        ProcessLoad child = process;
        for (int generation = 0; generation < MostGenerations && Find(child.ParentPid) is { } parent; generation++)
        {
            yield return parent;
            child = parent;
        }
    }

    /// <summary>Its ancestors as long as they have its affinity, which it may have inherited; without PID 1, which adopts processes that others started.</summary>
    public IEnumerable<ProcessLoad> AncestorsAlike(ProcessLoad process) =>
        Ancestors(process).TakeWhile(ancestor => ancestor.Pid > Init && Equals(ancestor.Affinity, process.Affinity));
}
