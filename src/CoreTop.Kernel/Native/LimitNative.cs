using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Native;

/// <summary>prlimit(2): what a task may use of something.</summary>
internal static partial class LimitNative
{
    /// <summary>RLIMIT_NOFILE: how many descriptors a process may have.</summary>
    public const int Descriptors = 7;

    /// <summary>RLIMIT_NICE: 20 less the lowest nice value.</summary>
    public const int Nice = 13;

    /// <summary>RLIMIT_RTPRIO: the highest real-time priority.</summary>
    public const int RealTimePriority = 14;

    /// <summary>0, or -1 with errno; nothing is set when <paramref name="wanted"/> is 0.</summary>
    /// <param name="tid">The task; 0 for this process.</param>
    /// <param name="resource">Which limit.</param>
    /// <param name="wanted">0.</param>
    /// <param name="bounds">What holds.</param>
    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    internal static partial int Get(int tid, int resource, nint wanted, out ResourceBounds bounds);

    /// <summary>0, or -1 with errno.</summary>
    /// <param name="tid">The task; 0 for this process.</param>
    /// <param name="resource">Which limit.</param>
    /// <param name="wanted">The limits to set.</param>
    /// <param name="former">0.</param>
    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    internal static partial int Set(int tid, int resource, in ResourceBounds wanted, nint former);
}
