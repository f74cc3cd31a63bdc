using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>One process or one thread that something will be done to.</summary>
/// <param name="Task">The thread; for a whole process its leader, checked right before each write.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="Name">For people: the task's comm.</param>
/// <param name="IsWholeProcess">Every thread of the process, those born meanwhile too; else the one thread.</param>
/// <param name="Owner">For people: the user it belongs to; null when unknown.</param>
public sealed record TaskTarget(TaskKey Task, int Pid, string Name, bool IsWholeProcess, string? Owner = null);
