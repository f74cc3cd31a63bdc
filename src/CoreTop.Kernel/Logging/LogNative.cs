using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CoreTop.Kernel.Logging;

/// <summary>The socket calls that the system log is written by.</summary>
internal static partial class LogNative
{
    /// <summary>AF_UNIX.</summary>
    public const int UnixFamily = 1;

    /// <summary>SOCK_DGRAM and SOCK_STREAM, closed on exec, not blocking.</summary>
    public const int Datagram = 2 | Flags, Stream = 1 | Flags;

    /// <summary>MSG_NOSIGNAL | MSG_DONTWAIT.</summary>
    public const int WithoutSignalOrWaiting = 0x4000 | 0x40;

    private const int Flags = 0x80000 | 0x800;

    /// <summary>socket(2): a descriptor, or an invalid one with errno.</summary>
    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    internal static partial SafeFileHandle Socket(int family, int type, int protocol);

    /// <summary>connect(2): 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    internal static partial int Connect(SafeFileHandle socket, in byte address, int length);

    /// <summary>send(2): bytes sent, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    internal static partial nint Send(SafeFileHandle socket, in byte text, nuint count, int flags);
}
