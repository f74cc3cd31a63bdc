namespace CoreTop.Kernel.Scheduling;

/// <summary>
/// The CPU clocks of the running machine's processes: clock_gettime(2) of the clock that clock_getcpuclockid(3) names. No file
/// is opened and no right is needed, which makes it the cheapest question there is about a process.
/// </summary>
/// <remarks>A number of another PID namespace would name another process here: <see cref="Machine.Open"/> refuses such a /proc.</remarks>
internal sealed class LinuxProcessClocks : IProcessClocks
{
    // CPUCLOCK_SCHED in include/linux/posix-timers.h; the PID stands above it, inverted.
    private const int RunTime = 2;
    private const int PidShift = 3;

    /// <inheritdoc/>
    public bool TryRead(int pid, out long nanoseconds)
    {
        nanoseconds = 0;
        if (NativeMethods.ReadClock((~pid << PidShift) | RunTime, out ClockTime time) != 0)
        {
            return false;
        }

        nanoseconds = unchecked((time.Seconds * 1_000_000_000) + time.Nanoseconds);
        return true;
    }
}
