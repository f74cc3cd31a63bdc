using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Scheduling;

/// <summary>The scheduler's calls. No mask size is assumed.</summary>
internal static partial class NativeMethods
{
    /// <summary>sched_setaffinity(2): 0, or -1 with errno. Acts on one task; a process is every entry of its task/.</summary>
    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    internal static partial int SchedSetAffinity(int tid, nuint maskBytes, in ulong mask);

    /// <summary>sched_getaffinity(2): 0, or -1 with errno; EINVAL when the mask is too short for the machine.</summary>
    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    internal static partial int SchedGetAffinity(int tid, nuint maskBytes, ref ulong mask);

    /// <summary>clock_gettime(2): 0, or -1 when there is no such clock.</summary>
    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    internal static partial int ReadClock(int clock, out ClockTime time);

    /// <summary>sysconf(3).</summary>
    [LibraryImport("libc", EntryPoint = "sysconf")]
    internal static partial long Sysconf(int name);
}
