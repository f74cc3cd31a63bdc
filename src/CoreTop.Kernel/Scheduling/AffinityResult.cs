namespace CoreTop.Kernel.Scheduling;

/// <summary>How reading or changing one task's affinity went.</summary>
public enum AffinityResult
{
    /// <summary>Done. The kernel may have trimmed the mask to the cpuset: read it back.</summary>
    Applied = 0,

    /// <summary>Nothing was written: a captured machine, or one that is only looked at.</summary>
    Recorded,

    /// <summary>The task has ended: ESRCH.</summary>
    TaskGone,

    /// <summary>Another user's task, or one with capabilities we lack, and no CAP_SYS_NICE: EPERM.</summary>
    NotPermitted,

    /// <summary>EINVAL: no CPU of the mask is online and in the task's cpuset, or, rarely, the kernel has bound the task.</summary>
    NoUsableCpu,

    /// <summary>EBUSY: a SCHED_DEADLINE task needs every CPU of its domain.</summary>
    DeadlineTask,

    /// <summary>The call is forbidden to this program: ENOSYS, a seccomp filter.</summary>
    Blocked,

    /// <summary>Not asked for: the kernel has bound the task (<c>PF_NO_SETAFFINITY</c>) and would say EINVAL.</summary>
    KernelBound,

    /// <summary>Not asked for: a kernel thread, which this program leaves alone.</summary>
    KernelThread,

    /// <summary>Not asked for: it has another affinity than the one that was to be replaced.</summary>
    ChangedMeanwhile,

    /// <summary>The kernel accepted it, and the affinity read back afterwards is another.</summary>
    NotInEffect,

    /// <summary>Any other errno, such as ENOMEM: <see cref="IAffinityControl.LastErrno"/> says which.</summary>
    Failed,
}
