using CoreTop.Model.Tasks;

namespace CoreTop.Model.Sampling;

/// <summary>How many processes are in which state.</summary>
/// <param name="Total">All.</param>
/// <param name="Running">Running or runnable, in any thread.</param>
/// <param name="Sleeping">Waiting, for a disk too, and idle kernel threads.</param>
/// <param name="Stopped">Stopped by a signal or a debugger.</param>
/// <param name="Zombie">Ended, not yet reaped.</param>
public readonly record struct TaskCounts(int Total, int Running, int Sleeping, int Stopped, int Zombie)
{
    /// <summary>Of all, those that are kernel threads.</summary>
    public int KernelThreads { get; init; }

    /// <summary>One more, in the state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="isKernelThread">It is a kernel thread.</param>
    public TaskCounts With(TaskState state, bool isKernelThread)
    {
        TaskCounts more = this with { Total = Total + 1, KernelThreads = KernelThreads + (isKernelThread ? 1 : 0) };
        return state switch
        {
            TaskState.Running => more with { Running = Running + 1 },
            TaskState.Stopped or TaskState.Traced => more with { Stopped = Stopped + 1 },
            TaskState.Zombie or TaskState.Dead => more with { Zombie = Zombie + 1 },
            _ => more with { Sleeping = Sleeping + 1 },
        };
    }
}
