using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;
using Microsoft.Win32.SafeHandles;

namespace CoreTop.Kernel.Files;

/// <summary>The file calls that .NET does not offer: appending, locking, owners, and not following links.</summary>
internal static partial class StorageNative
{
    public const int CurrentFolder = -100;

    /// <summary>O_RDONLY, closed on exec, not blocking on a FIFO; these flags are the same wherever .NET runs.</summary>
    public const int OpenToRead = 0x80000 | 0x800;

    /// <summary>O_RDWR | O_APPEND, closed on exec, not blocking: read to see how the last line ends.</summary>
    public const int OpenToAppend = OpenToRead | 0x2 | 0x400;

    /// <summary>O_RDWR, closed on exec, not blocking.</summary>
    public const int OpenToWrite = OpenToRead | 0x2;

    /// <summary>O_CREAT: makes the file when it is not there.</summary>
    public const int CreateOrOpen = 0x40;

    /// <summary>O_CREAT | O_EXCL: makes the file, and neither follows a link nor takes one that is there.</summary>
    public const int Create = 0x40 | 0x80;

    /// <summary>O_WRONLY, closed on exec.</summary>
    public const int OpenToFill = 0x80000 | 0x1;

    /// <summary>O_PATH, closed on exec: neither read nor written, only looked at.</summary>
    public const int OpenToLook = 0x80000 | 0x200000;

    /// <summary>O_DIRECTORY and O_NOFOLLOW, which are other bits on ARM.</summary>
    public static readonly int OnlyFolder = IsArm ? 0x4000 : 0x10000, NoFollow = IsArm ? 0x8000 : 0x20000;

    public const int LockExclusive = 2;
    public const int LockWithoutWaiting = 4;

    public const int DoNotFollowLinks = 0x100;
    public const int OfTheDescriptor = 0x1000;

    /// <summary>STATX_BASIC_STATS.</summary>
    public const uint BasicStatus = 0x7FF;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64;

    /// <summary>open(2): a descriptor, or an invalid one with errno.</summary>
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial SafeFileHandle Open(string path, int flags);

    /// <summary>openat(2): a descriptor, or an invalid one with errno.</summary>
    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial SafeFileHandle OpenAt(SafeFileHandle folder, string path, int flags, uint mode);

    /// <summary>mkdirat(2): 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MakeFolder(SafeFileHandle folder, string path, uint mode);

    /// <summary>readlinkat(2): bytes of the text of an open link, cut to the buffer, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint ReadLink(SafeFileHandle link, string path, ref byte buffer, nuint count);

    /// <summary>read(2): bytes read, 0 at the end, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(SafeFileHandle file, ref byte buffer, nuint count);

    /// <summary>pread(2): bytes read at an offset, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    internal static partial nint ReadAt(SafeFileHandle file, ref byte buffer, nuint count, nint offset);

    /// <summary>write(2): bytes written, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(SafeFileHandle file, in byte buffer, nuint count);

    /// <summary>fsync(2): 0 once the file is on the disk, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    internal static partial int Synchronize(SafeFileHandle file);

    /// <summary>flock(2): 0, or -1 with errno; released when the descriptor is closed.</summary>
    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    internal static partial int Lock(SafeFileHandle file, int operation);

    /// <summary>renameat(2): 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Rename(SafeFileHandle fromFolder, string from, SafeFileHandle toFolder, string to);

    /// <summary>unlinkat(2): 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Unlink(SafeFileHandle folder, string path, int flags);

    /// <summary>fchmod(2): 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    internal static partial int ChangeMode(SafeFileHandle file, uint mode);

    /// <summary>What is known of an open file.</summary>
    /// <exception cref="FileCallException">Nothing is.</exception>
    internal static RawFileStatus StatusOf(SafeFileHandle opened) =>
        GetStatus(opened, string.Empty, OfTheDescriptor, BasicStatus, out RawFileStatus status) == 0 ? status : throw new FileCallException();

    /// <summary>What is known of a name in a folder: of a link itself, not of what it leads to.</summary>
    /// <returns>Null only where nothing is: what may not be looked at is not taken for missing.</returns>
    /// <exception cref="FileCallException">It may not be looked at.</exception>
    internal static RawFileStatus? StatusIn(SafeFileHandle folder, string name) =>
        GetStatus(folder, name, DoNotFollowLinks, BasicStatus, out RawFileStatus status) == 0 ? status
            : new FileCallException() is { Errno: not Errno.Enoent } failure ? throw failure
            : null;

    /// <summary>statx(2): 0, or -1 with errno. Unlike stat(2) its answer is laid out alike on every architecture.</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetStatus(int folder, string path, int flags, uint mask, out RawFileStatus status);

    /// <summary>statx(2) under an open folder or, with an empty path, of an open file.</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GetStatus(
        SafeFileHandle folder, string path, int flags, uint mask, out RawFileStatus status);
}
