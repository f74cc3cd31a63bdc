namespace CoreTop.Kernel.Bpf;

/// <summary>Asks the kernel for the affinity of a task, without CPUs that are not active.</summary>
/// <param name="tid">The task.</param>
/// <param name="mask">Filled.</param>
/// <returns>False when there is no answer, as the task has ended.</returns>
internal delegate bool MaskQuestion(int tid, Span<ulong> mask);
