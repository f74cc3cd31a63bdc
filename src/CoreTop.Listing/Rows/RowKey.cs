using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Rows;

/// <summary>Names a row for as long as its task lives: a process and its first thread share a <see cref="TaskKey"/>.</summary>
/// <param name="Task">The task.</param>
/// <param name="IsThread">The row stands for that thread alone.</param>
internal readonly record struct RowKey(TaskKey Task, bool IsThread)
{
    /// <summary>The group that the row stands for; null for a task. The key of the task is that of none then.</summary>
    public GroupName? Group { get; init; }
}
