namespace CoreTop.Model.Sampling;

/// <summary>How many processes are in which state.</summary>
/// <param name="Total">All.</param>
/// <param name="Running">Running or runnable, in any thread.</param>
/// <param name="Sleeping">Waiting, for a disk too, and idle kernel threads.</param>
/// <param name="Stopped">Stopped by a signal or a debugger.</param>
/// <param name="Zombie">Ended, not yet reaped.</param>
public readonly record struct TaskCounts(int Total, int Running, int Sleeping, int Stopped, int Zombie);
