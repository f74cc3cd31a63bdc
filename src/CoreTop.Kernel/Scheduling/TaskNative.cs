using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CoreTop.Kernel.Scheduling;

/// <summary>
/// The calls that change tasks. Those that some C library has no function for, or one that does nothing, are made by number.
/// </summary>
internal static partial class TaskNative
{
    /// <summary>PRIO_PROCESS: which, in Linux, is one task.</summary>
    public const int OneTask = 0;

    /// <summary>IOPRIO_WHO_PROCESS: one task.</summary>
    public const int OneTaskIo = 1;

    /// <summary>O_WRONLY, closed on exec.</summary>
    public const int OpenToWrite = 0x80000 | 0x1;

    /// <summary>getpriority(2): the nice value; -1 is one, so errno, which is cleared before, says whether it failed.</summary>
    [LibraryImport("libc", EntryPoint = "getpriority", SetLastError = true)]
    internal static partial int GetPriority(int which, int tid);

    /// <summary>setpriority(2): 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    internal static partial int SetPriority(int which, int tid, int nice);

    /// <summary>kill(2): 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int pid, int signal);

    /// <summary>syscall(2) with three numbers, such as ioprio_get, ioprio_set and pidfd_open: not below 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint Call(nint number, nint first, nint second, nint third);

    /// <summary>syscall(2) for sched_getparam: 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint GetParameter(nint number, nint tid, out int realTimePriority);

    /// <summary>syscall(2) for sched_setscheduler: 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint SetScheduler(nint number, nint tid, nint policy, in int realTimePriority);

    /// <summary>syscall(2) for pidfd_send_signal: 0, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint SendSignal(nint number, SafeFileHandle process, nint signal, nint information, nint flags);

    /// <summary>open(2): a descriptor, or an invalid one with errno.</summary>
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial SafeFileHandle Open(string path, int flags);

    /// <summary>write(2): bytes written, or -1 with errno.</summary>
    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    internal static partial nint Write(SafeFileHandle file, in byte buffer, nuint count);
}
