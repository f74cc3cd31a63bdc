namespace CoreTop.Model.Tasks;

/// <summary>Names one task for as long as it lives; the kernel reuses a tid alone.</summary>
/// <param name="Tid">Kernel thread id; equals the PID for a process's first thread.</param>
/// <param name="StartTicks">Start after boot, in clock ticks: <c>stat</c> field 22.</param>
public readonly record struct TaskKey(int Tid, ulong StartTicks);
