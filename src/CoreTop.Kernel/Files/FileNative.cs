using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Files;

/// <summary>The calls that read files and folders without allocating.</summary>
internal static partial class FileNative
{
    /// <summary>Read only, closed on exec, never blocking on a FIFO that lies in a captured tree; the same on every architecture.</summary>
    public const int ReadFlags = 0x80000 | 0x800;

    public const int CurrentFolder = -100;

    /// <summary>DT_DIR: the type of an entry that is a folder.</summary>
    public const byte FolderType = 4;

    public const int Eperm = 1;
    public const int Enoent = 2;
    public const int Esrch = 3;
    public const int Eintr = 4;
    public const int Eacces = 13;
    public const int Enotdir = 20;

    /// <summary>openat(2): a descriptor, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    internal static partial int OpenAt(int folder, in byte path, int flags);

    /// <summary>read(2): bytes read, 0 at the end, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int file, ref byte buffer, nuint count);

    /// <summary>close(2).</summary>
    [LibraryImport("libc", EntryPoint = "close")]
    internal static partial int Close(int file);

    /// <summary>getdents64(2): bytes of entries, 0 at the end, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "getdents64", SetLastError = true)]
    internal static partial nint GetEntries(int folder, ref byte buffer, nuint count);

    /// <summary>readlinkat(2): bytes of the link's text, cut to the buffer, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "readlinkat", SetLastError = true)]
    internal static partial nint ReadLinkAt(int folder, in byte path, ref byte buffer, nuint count);

    /// <summary>link(2): gives a file a second name; 0, or -1 where the file system cannot or the name is taken.</summary>
    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Link(string file, string name);
}
