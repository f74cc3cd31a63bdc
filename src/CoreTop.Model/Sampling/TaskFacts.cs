using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Model.Sampling;

/// <summary>What a task's <c>stat</c> says and a view shows as it is: one value, which samples and loads hold whole.</summary>
public readonly record struct TaskFacts
{
    /// <summary>Identity: fields 1 and 22.</summary>
    public required TaskKey Key { get; init; }

    /// <summary>Field 3.</summary>
    public required TaskState State { get; init; }

    /// <summary>Field 41.</summary>
    public required SchedPolicy Policy { get; init; }

    /// <summary>Field 18: 0 to 39 fair, -2 to -100 real-time, -101 deadline.</summary>
    public required int Priority { get; init; }

    /// <summary>Field 40: 1 to 99 for real-time policies, else 0.</summary>
    public required int RealTimePriority { get; init; }

    /// <summary>Field 19: -20 to 19.</summary>
    public required int Nice { get; init; }

    /// <summary>Field 39: the CPU it last ran on; may lie outside the affinity of a sleeping task.</summary>
    public required CpuId LastCpu { get; init; }

    /// <summary>Whether its affinity may be changed, from fields 9 and 41.</summary>
    public required TaskMobility Mobility { get; init; }

    /// <summary>Fields 5 to 8.</summary>
    public TaskSession Session { get; init; }

    /// <summary>Fields 10 and 12. For a process: the sum of its threads, including those that ended.</summary>
    public PageFaults Faults { get; init; }
}
