namespace CoreTop.Kernel.Scheduling;

internal static class AffinityErrno
{
    private const int Einval = 22;

    public static ControlResult ToResult(int errno) => errno switch
    {
        1 => ControlResult.NotPermitted, // EPERM
        3 => ControlResult.TaskGone, // ESRCH
        13 => ControlResult.NotPermitted, // EACCES: a security module
        16 => ControlResult.DeadlineTask, // EBUSY
        Einval => ControlResult.NoUsableCpu,
        38 => ControlResult.Blocked, // ENOSYS
        _ => ControlResult.Failed, // ENOMEM, or what a later kernel may say: no reason to end in the middle of a batch
    };

    /// <summary>The mask given was too short for the machine.</summary>
    public static bool IsMaskTooShort(int errno) => errno == Einval;
}
