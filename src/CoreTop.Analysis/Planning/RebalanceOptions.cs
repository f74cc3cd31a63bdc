using System.Collections.Immutable;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>What a plan may do.</summary>
public sealed record RebalanceOptions
{
    /// <summary>Widen everything that helps.</summary>
    public static RebalanceOptions Default { get; } = new();

    /// <summary>What to write.</summary>
    public RebalanceStrategy Strategy { get; init; }

    /// <summary>The only processes that may be changed; empty for all.</summary>
    public ImmutableHashSet<int> Pids { get; init; } = [];

    /// <summary>The only user whose tasks may be changed; null for every user.</summary>
    public int? Uid { get; init; }

    /// <summary>CoreTop itself, which is never moved; null when it is not among the processes.</summary>
    public int? OwnPid { get; init; }

    /// <summary>Tasks that the user protects.</summary>
    public ImmutableHashSet<TaskKey> Protected { get; init; } = [];

    /// <summary>Whether a task may be changed.</summary>
    internal bool MayChange(TaskLoad task, ProcessLoad process) =>
        task.Mobility == TaskMobility.Movable
        && task.Affinity is not null
        && task.Pid != OwnPid
        && (Pids.IsEmpty || Pids.Contains(task.Pid))
        && (Uid is null || process.Details?.Uid == Uid)
        && !Protected.Contains(task.Key)
        && !Protected.Contains(process.Key);

    /// <summary>
    /// Whether a process that may be changed may be changed as a whole: all its threads have one mask, which new threads inherit,
    /// and none of them must be left alone.
    /// </summary>
    internal bool MayChangeWhole(ProcessLoad process)
    {
        foreach (TaskLoad thread in process.Threads)
        {
            if (!Equals(thread.Affinity, process.Threads[0].Affinity)
                || thread.Mobility != TaskMobility.Movable
                || thread.Policy is SchedPolicy.Fifo or SchedPolicy.RoundRobin or SchedPolicy.Deadline
                || Protected.Contains(thread.Key))
            {
                return false;
            }
        }

        return process.Threads.Length == process.ThreadCount;
    }
}
