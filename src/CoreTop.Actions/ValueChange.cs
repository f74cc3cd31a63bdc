using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>A task's nice value, I/O priority or policy before and after, in words.</summary>
/// <param name="Task">The task.</param>
/// <param name="From">What it had.</param>
/// <param name="To">What it has, read back.</param>
public sealed record ValueChange(TaskKey Task, string From, string To);
