using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Watching;

/// <summary>A task that runs or waits all the time.</summary>
/// <param name="Task">The task.</param>
/// <param name="Process">The process it belongs to; the same object as <paramref name="Task"/> for one of a single thread.</param>
/// <param name="Run">CPU time over wall time in the window.</param>
/// <param name="Wait">Time waiting over wall time in the window; null when the kernel does not tell.</param>
/// <param name="Reach">Where it may run and where it might.</param>
internal sealed record HungryTask(TaskLoad Task, ProcessLoad Process, double Run, double? Wait, Reach Reach)
{
    /// <summary>What it wants: one CPU at most.</summary>
    public double Demand => Math.Min(1, Run + (Wait ?? 0));

    /// <summary>As a finding shows it.</summary>
    public FindingTask ToFindingTask() =>
        new(Task.Key, Task.Pid, Task.Name, Run, Wait, Task.Affinity, Process.Limit);
}
