namespace CoreTop.Kernel.Scheduling;

internal static class ControlErrno
{
    public const int Eperm = 1;
    public const int Enoent = 2;
    public const int Enosys = 38;

    public static ControlResult ToResult(int errno) => errno switch
    {
        Eperm => ControlResult.NotPermitted,
        3 => ControlResult.TaskGone, // ESRCH
        11 => ControlResult.TooOften, // EAGAIN
        13 => ControlResult.NotPermitted, // EACCES
        22 => ControlResult.Invalid, // EINVAL
        Enosys => ControlResult.Unsupported,
        _ => ControlResult.Failed,
    };
}
