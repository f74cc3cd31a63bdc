namespace CoreTop.Kernel.Scheduling;

/// <summary>Says how long a process has run: one that did not run since the last reading need not be read again.</summary>
public interface IProcessClocks
{
    /// <summary>CPU time of all its threads, those that ended too.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="nanoseconds">Since it began; two processes that had the PID one after the other differ in it.</param>
    /// <returns>False when there is no such process or it cannot be asked: then its files say.</returns>
    bool TryRead(int pid, out long nanoseconds);
}
