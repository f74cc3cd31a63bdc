using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Files;

/// <summary>A file call failed; the message is errno's, without a full stop.</summary>
public sealed class FileCallException : IOException
{
    /// <summary>For the last call.</summary>
    public FileCallException()
        : this(Marshal.GetLastPInvokeError())
    {
    }

    /// <summary>For an errno.</summary>
    public FileCallException(int errno)
        : base(Marshal.GetPInvokeErrorMessage(errno)) => Errno = errno;

    /// <summary>errno(3).</summary>
    public int Errno { get; }

    /// <summary>The user may not.</summary>
    public bool IsDenied => Errno is Native.Errno.Eacces or Native.Errno.Eperm;

    /// <summary>The answer of a call, unless it is -1.</summary>
    /// <exception cref="FileCallException">The call failed.</exception>
    internal static nint Check(nint answer) => answer < 0 ? throw new FileCallException() : answer;
}
