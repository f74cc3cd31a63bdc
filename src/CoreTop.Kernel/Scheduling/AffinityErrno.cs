namespace CoreTop.Kernel.Scheduling;

internal static class AffinityErrno
{
    private const int Einval = 22;

    public static AffinityResult ToResult(int errno) => errno switch
    {
        1 => AffinityResult.NotPermitted, // EPERM
        3 => AffinityResult.TaskGone, // ESRCH
        13 => AffinityResult.NotPermitted, // EACCES: a security module
        16 => AffinityResult.DeadlineTask, // EBUSY
        Einval => AffinityResult.NoUsableCpu,
        38 => AffinityResult.Blocked, // ENOSYS
        _ => AffinityResult.Failed, // ENOMEM, or what a later kernel may say: no reason to end in the middle of a batch
    };

    /// <summary>The mask given was too short for the machine.</summary>
    public static bool IsMaskTooShort(int errno) => errno == Einval;
}
