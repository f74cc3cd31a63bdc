using System.Collections.Immutable;
using CoreTop.Model.Tasks;

namespace CoreTop.Model.Sampling;

/// <summary>One process's counters as read: /proc/[pid]/stat, and its threads' where they are needed.</summary>
/// <remarks>
/// State, last CPU, policy and affinity here are those of the first thread (the leader), as in the kernel's file;
/// the snapshot builder makes the process's own from <see cref="Threads"/>.
/// </remarks>
public sealed record ProcessSample : TaskSample
{
    /// <summary>What its <c>stat</c> says of it as a whole.</summary>
    public required ProcessFacts Whole { get; init; }

    /// <inheritdoc cref="ProcessFacts.ParentPid"/>
    public int ParentPid => Whole.ParentPid;

    /// <inheritdoc cref="ProcessFacts.ThreadCount"/>
    public int ThreadCount => Whole.ThreadCount;

    /// <inheritdoc cref="ProcessFacts.ResidentBytes"/>
    public ulong ResidentBytes => Whole.ResidentBytes;

    /// <summary>What its ended children used.</summary>
    public ChildUse Children { get; init; }

    /// <summary>Every thread, the leader too, as last read; empty when they were not read yet.</summary>
    public ImmutableArray<TaskSample> Threads { get; init; } = [];

    /// <summary>It or one of its threads, as last read, runs or waits for a CPU.</summary>
    public bool IsRunnable
    {
        get
        {
            if (State == TaskState.Running)
            {
                return true;
            }

            foreach (TaskSample thread in Threads)
            {
                if (thread.State == TaskState.Running)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>What is read only for the rows in view, or on a slow cycle; null until then.</summary>
    public ProcessDetails? Details { get; init; }
}
