namespace CoreTop.Kernel.Processes;

/// <summary>
/// Says at once what every task did, in front of the files: where it answers, <c>/proc</c> is not listed, no clock and no affinity is asked
/// for, and <c>schedstat</c> is not opened. What it does not say is read from the files, as it is where there is no such source. Not for
/// two threads at a time.
/// </summary>
internal interface ITaskSource : IDisposable
{
    /// <summary>
    /// Reads every task that this program's PID namespace has. False, without a word, where that is not possible now: then the files are
    /// read. It may be asked again at the next reading, and answers at once where it never will.
    /// </summary>
    bool TryRead();

    /// <summary>
    /// What the last reading found, until the next: ordered by <see cref="TaskRecord.Pid"/>, within a process by
    /// <see cref="TaskRecord.Tid"/>. No idle task of a CPU; zombies too. Empty unless <see cref="TryRead"/> succeeded.
    /// </summary>
    ReadOnlySpan<TaskRecord> Tasks { get; }

    /// <summary>
    /// The affinity of a task, CPU 0 in the lowest bit of the first word, as sched_getaffinity(2) answers it: without CPUs that are not
    /// active. Words of zeros may be missing or follow.
    /// </summary>
    /// <param name="index">Its place in <see cref="Tasks"/>.</param>
    ReadOnlySpan<ulong> MaskOf(int index);
}
