using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Scheduling;

internal static class AffinityErrno
{
    public static ControlResult ToResult(int errno) => errno switch
    {
        Errno.Eperm => ControlResult.NotPermitted,
        Errno.Esrch => ControlResult.TaskGone,
        Errno.Eacces => ControlResult.NotPermitted, // a security module
        Errno.Ebusy => ControlResult.DeadlineTask,
        Errno.Einval => ControlResult.NoUsableCpu,
        Errno.Enosys => ControlResult.Blocked,
        _ => ControlResult.Failed, // ENOMEM, or what a later kernel may say: no reason to end in the middle of a batch
    };

    /// <summary>The mask given was too short for the machine.</summary>
    public static bool IsMaskTooShort(int errno) => errno == Errno.Einval;
}
