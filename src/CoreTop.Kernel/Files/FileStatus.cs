namespace CoreTop.Kernel.Files;

/// <summary>How reading a file or folder went.</summary>
public enum FileStatus
{
    /// <summary>It was read.</summary>
    Ok = 0,

    /// <summary>It is not there: ENOENT, ENOTDIR, or ESRCH for a task that ended meanwhile.</summary>
    Gone,

    /// <summary>We may not read it: EACCES, EPERM.</summary>
    Denied,

    /// <summary>Anything else; <see cref="KernelFiles.LastErrno"/> says what.</summary>
    Failed,
}
