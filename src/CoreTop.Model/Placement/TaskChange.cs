using CoreTop.Model.Tasks;

namespace CoreTop.Model.Placement;

/// <summary>A change of something that the kernel keeps of one task.</summary>
/// <param name="Task">The task that was or will be changed.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="Name">The task's comm, for people.</param>
public abstract record TaskChange(TaskKey Task, int Pid, string Name)
{
    /// <summary>The value before, in words: a cpulist, <c>5</c>, <c>best-effort 4</c>, <c>FIFO 10</c>.</summary>
    public abstract string FromText { get; }

    /// <summary>The value after, in words.</summary>
    public abstract string ToText { get; }

    /// <summary>It begins with what an earlier change of the same kind left.</summary>
    public abstract bool Continues(TaskChange earlier);

    /// <summary>It ends with what an earlier change of the same kind began with.</summary>
    public abstract bool TakesBack(TaskChange earlier);

    /// <summary>The two as one change of this task: from what the earlier one began with to what this one ends with.</summary>
    public abstract TaskChange After(TaskChange earlier);
}
