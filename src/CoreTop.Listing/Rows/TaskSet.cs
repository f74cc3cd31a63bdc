using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Rows;

/// <summary>Some tasks, and the processes that they belong to.</summary>
internal sealed class TaskSet
{
    private readonly HashSet<TaskKey> _tasks = [];
    private readonly HashSet<int> _pids = [];

    /// <summary>No task.</summary>
    public static TaskSet None { get; } = new();

    /// <summary>How many tasks there are.</summary>
    public int Count => _tasks.Count;

    /// <summary>Some of them are not the first thread of their process, so that they are seen only where threads are listed.</summary>
    public bool HasThreads { get; private set; }

    /// <summary>The tasks, each with the PID of its process.</summary>
    public static TaskSet Of(IEnumerable<(TaskKey Task, int Pid)> tasks)
    {
        var set = new TaskSet();
        set.Fill(tasks);
        return set;
    }

    /// <summary>Whether the row is one of the tasks or, as the row of a process or a group, has one among its threads.</summary>
    public bool Has(in ProcessRow row) => row.Group is { } group ? HasAny(group)
        : row.Thread is null ? _pids.Contains(row.Process.Pid) : Has(row.Thread.Key);

    /// <summary>Whether the task is one of them.</summary>
    public bool Has(TaskKey task) => _tasks.Contains(task);

    /// <summary>Whether some of the process's threads are among them.</summary>
    public bool HasProcess(int pid) => _pids.Contains(pid);

    /// <summary>Whether they are the same tasks.</summary>
    public bool IsSame(TaskSet other) => _tasks.SetEquals(other._tasks);

    /// <summary>Becomes these tasks; only for a set that nobody else has.</summary>
    internal void Fill(IEnumerable<(TaskKey Task, int Pid)> tasks)
    {
        _tasks.Clear();
        _pids.Clear();
        HasThreads = false;
        foreach ((TaskKey task, int pid) in tasks)
        {
            _tasks.Add(task);
            _pids.Add(pid);
            HasThreads |= task.Tid != pid;
        }
    }

    private bool HasAny(TaskGroup group)
    {
        if (_pids.Count > 0)
        {
            foreach (ProcessLoad member in group.Members)
            {
                if (_pids.Contains(member.Pid))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
