using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>One task to which something was not done.</summary>
/// <param name="Task">The task.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="Name">For people: its comm.</param>
/// <param name="Result">The kernel's answer, or what forbids asking it.</param>
/// <param name="Why">Why, and what would help: the rest of a sentence that begins with the task.</param>
public sealed record TaskRefusal(TaskKey Task, int Pid, string Name, ControlResult Result, string Why)
{
    /// <summary>The kernel's errno; 0 when it was not asked, or the task had ended.</summary>
    public int Errno { get; init; }

    /// <summary>Old and new value, in words: <c>nice 0 → 1</c>, <c>CPU 0 → CPUs 0-7</c>; null for signals, and when it never came to that.</summary>
    internal string? Change { get; init; }

    /// <summary>For people: the task, with old and new value where it came to that.</summary>
    internal string Who => $"{TaskText.Task(Name, Task.Tid)}{(Change is null ? string.Empty : $", {Change}")}";
}
