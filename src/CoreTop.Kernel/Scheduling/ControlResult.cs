namespace CoreTop.Kernel.Scheduling;

/// <summary>How reading or changing something of one task, or sending it a signal, went.</summary>
public enum ControlResult
{
    /// <summary>Done. The kernel may have trimmed an affinity to the cpuset: read it back.</summary>
    Applied = 0,

    /// <summary>Nothing was done: a captured machine, or one that is only looked at.</summary>
    Recorded,

    /// <summary>The task has ended: ESRCH.</summary>
    TaskGone,

    /// <summary>EPERM or EACCES: another user's task, one with capabilities we lack, or a value that needs a capability.</summary>
    NotPermitted,

    /// <summary>EINVAL: the kernel knows no such value.</summary>
    Invalid,

    /// <summary>EINVAL for an affinity: no CPU of the mask is online and in the task's cpuset, or, rarely, the kernel has bound the task.</summary>
    NoUsableCpu,

    /// <summary>EBUSY: a SCHED_DEADLINE task needs every CPU of its domain.</summary>
    DeadlineTask,

    /// <summary>EAGAIN: so often is not allowed.</summary>
    TooOften,

    /// <summary>ENOSYS: a kernel that is too old, or a seccomp filter.</summary>
    Unsupported,

    /// <summary>ENOSYS for an affinity, which every kernel has: a seccomp filter.</summary>
    Blocked,

    /// <summary>Not asked for: the kernel has bound the task (<c>PF_NO_SETAFFINITY</c>) and would say EINVAL.</summary>
    KernelBound,

    /// <summary>Not asked for: a kernel thread, which this program leaves alone.</summary>
    KernelThread,

    /// <summary>Not asked for: it has another value than the one that it should replace.</summary>
    ChangedMeanwhile,

    /// <summary>Not asked for: its value is one that is left alone.</summary>
    LeftAlone,

    /// <summary>The kernel accepted it, and the value read back afterwards is another.</summary>
    NotInEffect,

    /// <summary>Any other errno, such as ENOMEM: <see cref="ITaskControl.LastErrno"/> and <see cref="IAffinityControl.LastErrno"/> say which.</summary>
    Failed,
}
