using CoreTop.Model.Tasks;

namespace CoreTop.Model.Placement;

/// <summary>A change of something that the kernel keeps of one task.</summary>
/// <param name="Task">The task that was or will be changed.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="Name">The task's comm, for people.</param>
public abstract record TaskChange(TaskKey Task, int Pid, string Name);

/// <summary>One value of one task, before and after; swap them to take it back.</summary>
/// <param name="Task">The task that was or will be changed.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="Name">The task's comm, for people.</param>
/// <param name="From">The value before.</param>
/// <param name="To">The value after.</param>
public record TaskChange<T>(TaskKey Task, int Pid, string Name, T From, T To) : TaskChange(Task, Pid, Name)
    where T : notnull;
