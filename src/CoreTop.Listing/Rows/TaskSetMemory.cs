using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Rows;

/// <summary>Makes a set of tasks at each refresh; while they are the same tasks it is the same set, and no memory is taken for it.</summary>
internal sealed class TaskSetMemory
{
    private TaskSet _spare = TaskSet.Of([]);

    /// <summary>The set made last.</summary>
    public TaskSet Last { get; private set; } = TaskSet.None;

    /// <summary>The tasks, each with the PID of its process.</summary>
    public TaskSet Of(IEnumerable<(TaskKey Task, int Pid)> tasks)
    {
        _spare.Fill(tasks);
        if (!_spare.IsSame(Last))
        {
            (Last, _spare) = (_spare, TaskSet.Of([]));
        }

        return Last;
    }
}
