using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Files;

/// <summary>A file call failed; the message is errno's, without a full stop.</summary>
public sealed class FileCallException : IOException
{
    /// <summary>Tells of the last call.</summary>
    public FileCallException()
        : this(Marshal.GetLastPInvokeError())
    {
    }

    /// <summary>Tells of an errno.</summary>
    public FileCallException(int errno)
        : base(Marshal.GetPInvokeErrorMessage(errno)) => Errno = errno;

    /// <summary>errno(3).</summary>
    public int Errno { get; }

    /// <summary>The user may not.</summary>
    public bool IsDenied => Errno is StorageNative.Eacces or StorageNative.Eperm;
}
