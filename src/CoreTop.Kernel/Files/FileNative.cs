using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Files;

/// <summary>The calls that read files and folders without allocating.</summary>
internal static partial class FileNative
{
    /// <summary>Read only, closed on exec, never blocking on a FIFO; the same on every architecture.</summary>
    public const int ReadFlags = 0x80000 | 0x800;

    /// <summary>O_NOCTTY: a terminal that is opened does not become this program's.</summary>
    public const int NotMyTerminal = 0x100;

    /// <summary>O_PATH, closed on exec: names a file without opening it, so that a device notices nothing.</summary>
    public const int PathOnly = 0x80000 | 0x200000;

    public const int CurrentFolder = -100;

    /// <summary>DT_DIR: the type of an entry that is a folder.</summary>
    public const byte FolderType = 4;

    /// <summary>The type of a link in a folder's entries.</summary>
    public const byte LinkType = 10;

    /// <summary>openat2(2), the same number on every architecture.</summary>
    public const nint OpenAt2Number = 437;

    /// <summary>PROC_SUPER_MAGIC: the type of a file system that is a procfs.</summary>
    public const nint ProcFileSystem = 0x9fa0;

    /// <summary>AT_EMPTY_PATH: an empty path means the descriptor itself.</summary>
    private const int OfTheDescriptor = 0x1000;

    /// <summary>STATX_BASIC_STATS.</summary>
    private const uint BasicStatus = 0x7FF;

    /// <summary>The number of getdents64(2) on x86-64, and on the architectures that came after it.</summary>
    private static readonly nint GetEntriesNumber = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 217 : 61;

    /// <summary>O_NOFOLLOW: the last component is not followed when it is a link.</summary>
    public static readonly int NoFollow =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    /// <summary>openat(2): a descriptor, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    internal static partial int OpenAt(int folder, in byte path, int flags);

    /// <summary>openat(2) of a path the user named.</summary>
    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int OpenAt(int folder, string path, int flags);

    /// <summary>syscall(2) for openat2, which many C libraries have no function for: a descriptor, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint OpenAt2(nint number, nint folder, in byte path, in OpenHow how, nint size);

    /// <summary>read(2): bytes read, 0 at the end, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int file, ref byte buffer, nuint count);

    /// <summary>pread(2): bytes read from that place on, 0 at the end, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    internal static partial nint ReadAt(int file, ref byte buffer, nuint count, long at);

    /// <summary>close(2).</summary>
    [LibraryImport("libc", EntryPoint = "close")]
    internal static partial int Close(int file);

    /// <summary>getdents64(2): bytes of entries, 0 at the end, or -1 with errno.</summary>
    internal static nint GetEntries(int folder, ref byte buffer, nuint count) => GetEntries(GetEntriesNumber, folder, ref buffer, count);

    /// <summary>syscall(2) for getdents64, which glibc has a function for only since 2.30.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint GetEntries(nint number, nint folder, ref byte buffer, nuint count);

    /// <summary>readlinkat(2): bytes of the link's text, cut to the buffer, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    internal static partial nint ReadLinkAt(int folder, in byte path, ref byte buffer, nuint count);

    /// <summary>What is known of an open file, or of one opened by its path only.</summary>
    /// <returns>0, or errno.</returns>
    internal static int FactsOf(int file, out FileFacts facts) =>
        GetFacts(file, in "\0"u8[0], OfTheDescriptor, BasicStatus, out facts) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>statx(2): 0, or -1 with errno. Its answer is laid out alike on every architecture.</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int GetFacts(int folder, in byte path, int flags, uint mask, out FileFacts facts);

    /// <summary>fstatfs(2): 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "fstatfs", SetLastError = true)]
    internal static partial int GetFileSystem(int file, out FileSystemFacts facts);
}
