using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>One task to which something was not done.</summary>
/// <param name="Task">The task.</param>
/// <param name="Name">For people: its comm.</param>
/// <param name="Result">The kernel's answer; Applied when it was not asked.</param>
/// <param name="Why">Why, and what would help: the rest of a sentence that begins with the task.</param>
public sealed record TaskRefusal(TaskKey Task, string Name, ControlResult Result, string Why)
{
    /// <summary>The kernel's errno; 0 when it was not asked.</summary>
    public int Errno { get; init; }
}
