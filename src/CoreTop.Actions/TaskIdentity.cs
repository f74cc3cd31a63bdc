using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>What a task's <c>stat</c> says of it right now.</summary>
/// <param name="Key">Which task it is.</param>
/// <param name="Name">Its comm.</param>
/// <param name="Mobility">Whether its affinity may be changed.</param>
/// <param name="HasEnded">It is a zombie: the kernel would still answer, to no effect.</param>
internal readonly record struct TaskIdentity(TaskKey Key, string Name, TaskMobility Mobility, bool HasEnded)
{
    /// <summary>It is a kernel thread.</summary>
    public bool IsKernelThread { get; init; }

    /// <summary>It runs, or would if it got a CPU.</summary>
    public bool IsRunning { get; init; }

    /// <summary>The process that learns of its end.</summary>
    public int ParentPid { get; init; }
}
