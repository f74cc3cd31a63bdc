namespace CoreTop.Kernel.Scheduling;

/// <summary>Says results to people.</summary>
public static class AffinityResultText
{
    /// <summary>Why it did not work, and what would help, such as <c>needs root or CAP_SYS_NICE</c>; empty for what worked.</summary>
    public static string Reason(this AffinityResult result) => result switch
    {
        AffinityResult.Applied => string.Empty,
        AffinityResult.Recorded => "only recorded: this is not the running machine",
        AffinityResult.TaskGone => "has ended",
        AffinityResult.NotPermitted => "not permitted (EPERM): needs its user, root or CAP_SYS_NICE",
        AffinityResult.NoUsableCpu => "refused (EINVAL): none of the CPUs is online and in its cpuset",
        AffinityResult.DeadlineTask =>
            "refused (EBUSY): a SCHED_DEADLINE task must keep every CPU of its root domain; give it another policy first",
        AffinityResult.Blocked => "blocked: a seccomp filter forbids sched_setaffinity to this program",
        AffinityResult.KernelBound => "a kernel thread bound to its CPU (PF_NO_SETAFFINITY), which nobody can move",
        AffinityResult.KernelThread => "a kernel thread, which is left alone",
        AffinityResult.ChangedMeanwhile => "was changed meanwhile by somebody else",
        AffinityResult.NotInEffect => "accepted, and not in effect",
        AffinityResult.Failed => "refused by the kernel",
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "No sentence for this result."),
    };
}
