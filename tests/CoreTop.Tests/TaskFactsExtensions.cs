using CoreTop.Model.Sampling;

namespace CoreTop.Tests;

/// <summary>The same task of which <c>stat</c> says something else.</summary>
internal static class TaskFactsExtensions
{
    public static TaskLoad WithFacts(this TaskLoad task, Func<TaskFacts, TaskFacts> change) => task with { Facts = change(task.Facts) };

    public static ProcessLoad WithFacts(this ProcessLoad task, Func<TaskFacts, TaskFacts> change) => task with { Facts = change(task.Facts) };

    public static TaskSample WithFacts(this TaskSample task, Func<TaskFacts, TaskFacts> change) => task with { Facts = change(task.Facts) };

    public static ProcessSample WithFacts(this ProcessSample task, Func<TaskFacts, TaskFacts> change) => task with { Facts = change(task.Facts) };

    public static ProcessLoad WithWhole(this ProcessLoad process, Func<ProcessFacts, ProcessFacts> change) =>
        process with { Whole = change(process.Whole) };
}
