using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Bpf;

/// <summary>What the bits of a task's state mean: include/linux/sched.h, in the way in which <c>stat</c> makes a letter of them.</summary>
internal static class TaskStateBits
{
    private const uint DiskSleep = 0x02, NoLoad = 0x400, LockWait = 0x1000, Frozen = 0x8000;
    private const uint Idle = DiskSleep | NoLoad;

    // The bits that have letters, from Sleeping to Parked.
    private const uint Reported = 0x7F;

    private static readonly TaskState[] Letters =
    [
        TaskState.Running, TaskState.Sleeping, TaskState.DiskSleep, TaskState.Stopped, TaskState.Traced, TaskState.Dead, TaskState.Zombie,
        TaskState.Parked,
    ];

    /// <summary>The state.</summary>
    /// <param name="state">task_struct.__state.</param>
    /// <param name="exitState">task_struct.exit_state.</param>
    public static TaskState Of(uint state, uint exitState)
    {
        if ((state & Idle) == Idle)
        {
            return TaskState.Idle;
        }

        uint reported = (state | exitState) & Reported;
        if ((state & (LockWait | Frozen)) != 0)
        {
            reported = DiskSleep;
        }

        return Letters[32 - System.Numerics.BitOperations.LeadingZeroCount(reported)];
    }
}
