using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>What is wanted for one process or one thread.</summary>
/// <param name="Task">The thread; for a whole process its leader, checked right before each write.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="Name">For people: the task's comm.</param>
/// <param name="IsWholeProcess">Every thread of the process, those born meanwhile too; else the one thread.</param>
/// <param name="Wanted">The affinity wanted; null to release: all CPUs that the cpuset allows.</param>
/// <param name="Limit">The online CPUs its cpuset allows; null when unknown.</param>
public sealed record AffinityRequest(
    TaskKey Task, int Pid, string Name, bool IsWholeProcess, CpuSet? Wanted, CpuSet? Limit)
{
    /// <summary>
    /// Isolated CPUs: released, a task that may use none of them gets none, unless it would get no CPU at all. Of no meaning
    /// where CPUs are wanted by number.
    /// </summary>
    public CpuSet Isolated { get; init; } = CpuSet.Empty;

    /// <summary>The task that it is for.</summary>
    internal TaskTarget Target => new(Task, Pid, Name, IsWholeProcess);

    /// <summary>The affinity that a task is to get; empty when none of the CPUs wanted can be had, null when it is not known.</summary>
    /// <param name="now">The one it has.</param>
    public CpuSet? Foresee(CpuSet now) => new WantedAffinity(Wanted, Isolated, Limit).TargetFor(now);

    /// <summary>Whether a task has what is wanted, so that nothing would be changed.</summary>
    /// <param name="now">The affinity it has.</param>
    public bool IsMetBy(CpuSet now) => new WantedAffinity(Wanted, Isolated, Limit).IsReached(now, now);

    /// <summary>The affinities the user saw and agreed to replace: a task that has another by now is left alone. Empty for any.</summary>
    public ImmutableArray<CpuSet> Expected { get; init; } = [];
}
