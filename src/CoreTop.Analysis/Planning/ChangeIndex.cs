using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>Finds the change of a plan that is about a task.</summary>
internal sealed class ChangeIndex
{
    private readonly Dictionary<TaskKey, PlannedChange> _threads = [];
    private readonly Dictionary<int, PlannedChange> _processes;

    /// <summary>Makes the index of some changes.</summary>
    public ChangeIndex(ImmutableArray<PlannedChange> changes)
    {
        _processes = new Dictionary<int, PlannedChange>(changes.Length);
        foreach (PlannedChange change in changes)
        {
            TryAdd(change);
        }
    }

    /// <summary>Without any change.</summary>
    public bool IsEmpty => _threads.Count == 0 && _processes.Count == 0;

    /// <summary>Adds a change.</summary>
    /// <returns>False when there is already one for that process or thread.</returns>
    public bool TryAdd(PlannedChange change) => change.IsWholeProcess
        ? _processes.TryAdd(change.Pid, change)
        : !_processes.ContainsKey(change.Pid) && _threads.TryAdd(change.Task, change);

    /// <summary>The change of a task or of its whole process; null when it is not changed.</summary>
    public PlannedChange? Find(WatchedTask task) => _threads.GetValueOrDefault(task.Task.Key) ?? FindProcess(task.Task.Pid);

    /// <summary>The change of a whole process; null when there is none.</summary>
    public PlannedChange? FindProcess(int pid) => _processes.GetValueOrDefault(pid);
}
