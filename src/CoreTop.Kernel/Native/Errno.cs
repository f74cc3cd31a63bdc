namespace CoreTop.Kernel.Native;

/// <summary>What errno(3) says of a call that failed; the numbers are the same on every architecture that .NET runs on.</summary>
public static class Errno
{
    /// <summary>The user may not.</summary>
    public const int Eperm = 1;

    /// <summary>There is no such file.</summary>
    internal const int Enoent = 2;

    /// <summary>There is no such task.</summary>
    public const int Esrch = 3;

    /// <summary>A signal came first.</summary>
    public const int Eintr = 4;

    /// <summary>Not now: try again.</summary>
    public const int Eagain = 11;

    /// <summary>Permission denied.</summary>
    public const int Eacces = 13;

    /// <summary>In use; for an affinity: a deadline task's bandwidth is in the way.</summary>
    internal const int Ebusy = 16;

    /// <summary>It is there already.</summary>
    internal const int Eexist = 17;

    /// <summary>A part of the path is not a folder.</summary>
    public const int Enotdir = 20;

    /// <summary>It is a folder.</summary>
    public const int Eisdir = 21;

    /// <summary>The kernel knows no such value.</summary>
    internal const int Einval = 22;

    /// <summary>All files that the machine may have open are open.</summary>
    internal const int Enfile = 23;

    /// <summary>All files that this program may have open are open.</summary>
    internal const int Emfile = 24;

    /// <summary>The file would be larger than it may be.</summary>
    internal const int Efbig = 27;

    /// <summary>The disk is full.</summary>
    public const int Enospc = 28;

    /// <summary>The file system is read-only.</summary>
    public const int Erofs = 30;

    /// <summary>Nobody reads what is written.</summary>
    public const int Epipe = 32;

    /// <summary>The path is too long.</summary>
    internal const int Enametoolong = 36;

    /// <summary>This kernel has no such call, or a filter hides it.</summary>
    internal const int Enosys = 38;

    /// <summary>Links lead to links, too many of them.</summary>
    internal const int Eloop = 40;

    /// <summary>The socket is of another kind.</summary>
    internal const int Eprototype = 91;

    /// <summary>The file cannot do that.</summary>
    internal const int Eopnotsupp = 95;

    /// <summary>The disk quota is used up.</summary>
    public const int Edquot = 122;
}
