namespace CoreTop.Kernel.Scheduling;

/// <summary>How reading or changing something of one task, or sending it a signal, went.</summary>
public enum ControlResult
{
    /// <summary>Done.</summary>
    Applied = 0,

    /// <summary>Nothing was done: a captured machine.</summary>
    Recorded,

    /// <summary>The task has ended: ESRCH.</summary>
    TaskGone,

    /// <summary>EPERM or EACCES: another user's task, or a value that needs a capability.</summary>
    NotPermitted,

    /// <summary>EINVAL: the kernel knows no such value.</summary>
    Invalid,

    /// <summary>EAGAIN: so often is not allowed.</summary>
    TooOften,

    /// <summary>ENOSYS: a kernel that is too old, or a seccomp filter.</summary>
    Unsupported,

    /// <summary>Any other errno, such as ENOMEM: <see cref="ITaskControl.LastErrno"/> says which.</summary>
    Failed,
}
