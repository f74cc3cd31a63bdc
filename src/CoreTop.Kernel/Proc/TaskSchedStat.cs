namespace CoreTop.Kernel.Proc;

/// <summary>Scheduler counters of one task: <c>/proc/[pid]/schedstat</c> (the leader's alone) and <c>/proc/[pid]/task/[tid]/schedstat</c>.</summary>
/// <param name="RunNanoseconds">Field 1: time on a CPU.</param>
/// <param name="WaitNanoseconds">Field 2: time runnable but waiting for a CPU, the direct sign of a pile-up.</param>
/// <param name="Slices">Field 3: time slices run.</param>
/// <seealso href="https://docs.kernel.org/scheduler/sched-stats.html"/>
internal readonly record struct TaskSchedStat(ulong RunNanoseconds, ulong WaitNanoseconds, ulong Slices)
{
    /// <summary>The kernel keeps these counters: a task that never ran cannot be asking, so all zeros mean it does not.</summary>
    public bool IsKept => this != default;

    /// <summary>Parses the whole file.</summary>
    /// <exception cref="KernelFormatException">It does not begin with three numbers.</exception>
    public static TaskSchedStat Parse(ReadOnlySpan<byte> text)
    {
        var fields = new FieldReader(text);
        return new TaskSchedStat(fields.NextUInt64(), fields.NextUInt64(), fields.NextUInt64());
    }
}
