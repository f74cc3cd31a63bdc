namespace CoreTop.Kernel.Scheduling;

/// <summary>Says results to people.</summary>
public static class ControlResultText
{
    /// <summary>Why it did not work, and what would help, such as <c>needs root or CAP_SYS_NICE</c>; empty for what worked.</summary>
    public static string Reason(this ControlResult result) => result switch
    {
        ControlResult.Applied => string.Empty,
        ControlResult.Recorded => "only recorded: this is not the running machine",
        ControlResult.TaskGone => "has ended",
        ControlResult.NotPermitted => "not permitted (EPERM): needs its user, root or CAP_SYS_NICE",
        ControlResult.Invalid => "refused (EINVAL): this kernel does not know that value",
        ControlResult.NoUsableCpu => "refused (EINVAL): none of the CPUs is online and in its cpuset",
        ControlResult.DeadlineTask =>
            "refused (EBUSY): a SCHED_DEADLINE task must keep every CPU of its root domain; give it another policy first",
        ControlResult.TooOften => "refused (EAGAIN): the kernel accepts that at most ten times a second; try again",
        ControlResult.Unsupported => "not possible: this kernel lacks that call, or a seccomp filter does not let this program make it",
        ControlResult.Blocked => "blocked: a seccomp filter does not let this program call sched_setaffinity",
        ControlResult.KernelBound => "a kernel thread bound to its CPU (PF_NO_SETAFFINITY), which nobody can move",
        ControlResult.KernelThread => "a kernel thread, which is left alone",
        ControlResult.ChangedMeanwhile => "was changed by somebody else in the meantime",
        ControlResult.LeftAlone => "left alone",
        ControlResult.NotInEffect => "accepted, and not in effect",
        ControlResult.Failed => "refused by the kernel",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "No sentence for this result."),
    };
}
