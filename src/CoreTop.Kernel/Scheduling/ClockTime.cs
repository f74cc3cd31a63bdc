using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Scheduling;

/// <summary>struct timespec of 64-bit machines.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ClockTime
{
    public long Seconds;
    public long Nanoseconds;
}
