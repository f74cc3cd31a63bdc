using System.Runtime.InteropServices;

namespace CoreTop.Tui.Hosting;

/// <summary>The terminal's and the event loop's calls.</summary>
internal static partial class TerminalNative
{
    public const int StandardInput = 0;
    public const int StandardOutput = 1;

    public const short PollIn = 1;
    public const short PollOut = 4;

    public const int SigTstp = 20;

    /// <summary>tcsetattr: at once.</summary>
    public const int SetNow = 0;

    /// <summary>tcflush: TCIFLUSH.</summary>
    public const int FlushInput = 0;

    /// <summary>tcflush: TCOFLUSH.</summary>
    public const int FlushOutput = 1;

    /// <summary>O_RDONLY.</summary>
    public const int ReadOnly = 0;

    /// <summary>O_WRONLY.</summary>
    public const int WriteOnly = 1;

    /// <summary>O_WRONLY, O_NOCTTY, O_NONBLOCK and O_CLOEXEC.</summary>
    public const int OpenFlags = WriteOnly | 0x100 | 0x800 | 0x80000;

    /// <summary>O_RDONLY, O_NOCTTY, O_NONBLOCK and O_CLOEXEC.</summary>
    public const int ReadFlags = ReadOnly | 0x100 | 0x800 | 0x80000;

    /// <summary>ioctl: TIOCGWINSZ.</summary>
    public const nuint GetWindowSize = 0x5413;

    /// <summary>EFD_CLOEXEC and EFD_NONBLOCK.</summary>
    public const int EventFlags = 0x80000 | 0x800;

    /// <summary>poll(2): descriptors with events, 0 after the time, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(ref PollEntry first, nuint count, int milliseconds);

    /// <summary>eventfd(2): a descriptor, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    internal static partial int EventDescriptor(uint initial, int flags);

    /// <summary>read(2): bytes read, 0 at the end, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int file, ref byte buffer, nuint count);

    /// <summary>write(2): bytes written, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(int file, in byte buffer, nuint count);

    /// <summary>open(2): a descriptor, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    /// <summary>tcgetpgrp(3): the process group that may read from the terminal; -1 when it does not control this process.</summary>
    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    internal static partial int ForegroundGroup(int file);

    /// <summary>getpgrp(2).</summary>
    [LibraryImport("libc", EntryPoint = "getpgrp")]
    internal static partial int OwnGroup();

    /// <summary>getpgid(2): the process group of a process; -1 when it is gone.</summary>
    [LibraryImport("libc", EntryPoint = "getpgid")]
    internal static partial int GroupOf(int pid);

    /// <summary>getsid(2): the session of a process; -1 when it is gone.</summary>
    [LibraryImport("libc", EntryPoint = "getsid")]
    internal static partial int SessionOf(int pid);

    /// <summary>getppid(2): 0 when the parent is in another PID namespace.</summary>
    [LibraryImport("libc", EntryPoint = "getppid")]
    internal static partial int ParentPid();

    /// <summary>close(2).</summary>
    [LibraryImport("libc", EntryPoint = "close")]
    internal static partial int Close(int file);

    /// <summary>isatty(3): 1 for a terminal.</summary>
    [LibraryImport("libc", EntryPoint = "isatty")]
    internal static partial int IsTerminal(int file);

    /// <summary>tcgetattr(3): 0, or -1. The buffer must hold a struct termios, at most 60 bytes.</summary>
    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    internal static partial int GetModes(int file, ref byte modes);

    /// <summary>tcsetattr(3): 0, or -1.</summary>
    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    internal static partial int SetModes(int file, int when, in byte modes);

    /// <summary>tcflush(3): 0, or -1.</summary>
    [LibraryImport("libc", EntryPoint = "tcflush")]
    internal static partial int Flush(int file, int queue);

    /// <summary>cfmakeraw(3).</summary>
    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    internal static partial void MakeRaw(ref byte modes);

    /// <summary>ioctl(2) with TIOCGWINSZ: 0, or -1.</summary>
    [LibraryImport("libc", EntryPoint = "ioctl")]
    internal static partial int Control(int file, nuint request, ref WindowSize size);

    /// <summary>kill(2).</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    internal static partial int Kill(int pid, int signal);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollEntry
    {
        public int File;
        public short Events;
        public short Returned;
    }

    /// <summary>struct winsize.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelsWide;
        public ushort PixelsHigh;
    }
}
