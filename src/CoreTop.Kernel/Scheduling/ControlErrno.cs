using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Scheduling;

internal static class ControlErrno
{
    public static ControlResult ToResult(int errno) => errno switch
    {
        Errno.Eperm => ControlResult.NotPermitted,
        Errno.Esrch => ControlResult.TaskGone,
        Errno.Eagain => ControlResult.TooOften,
        Errno.Eacces => ControlResult.NotPermitted,
        Errno.Einval => ControlResult.Invalid,
        Errno.Enosys => ControlResult.Unsupported,
        _ => ControlResult.Failed,
    };
}
