using CoreTop.Actions;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Actions;

/// <summary>Changes at once what the program asks about first.</summary>
internal static class TaskEditorExtensions
{
    public static TaskBatch SetNice(this TaskEditor editor, int nice, IReadOnlyList<TaskTarget> targets) =>
        editor.Nice(nice).Apply(targets, false);

    public static TaskBatch AddNice(this TaskEditor editor, int step, IReadOnlyList<TaskTarget> targets) =>
        editor.NiceStep(step).Apply(targets, false);

    public static TaskBatch SetIoPriority(this TaskEditor editor, IoPriority priority, IReadOnlyList<TaskTarget> targets) =>
        editor.IoPriority(priority).Apply(targets, false);

    public static TaskBatch SetPolicy(
        this TaskEditor editor, SchedPolicy policy, int realTimePriority, IReadOnlyList<TaskTarget> targets) =>
        editor.Policy(policy, realTimePriority).Apply(targets, false);

    public static TaskBatch AddAutogroupNice(this TaskEditor editor, int step, IReadOnlyList<TaskTarget> processes) =>
        editor.AutogroupStep(step).Apply(processes, false);
}
