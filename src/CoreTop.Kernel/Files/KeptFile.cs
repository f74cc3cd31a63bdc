namespace CoreTop.Kernel.Files;

/// <summary>Names a task's file that is kept open.</summary>
/// <param name="Pid">The process.</param>
/// <param name="Tid">A thread of it; 0 for the process as a whole.</param>
/// <param name="File">Which.</param>
internal readonly record struct KeptFile(int Pid, int Tid, TaskFile File);
