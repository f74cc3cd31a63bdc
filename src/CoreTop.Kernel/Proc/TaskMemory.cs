namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/[pid]/statm</c>, in pages; all 0 for kernel threads and zombies.</summary>
/// <param name="SizePages">Field 1: address space.</param>
/// <param name="ResidentPages">Field 2: in RAM.</param>
/// <param name="SharedPages">Field 3: in RAM and backed by files or shared memory.</param>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html"/>
internal readonly record struct TaskMemory(ulong SizePages, ulong ResidentPages, ulong SharedPages)
{
    /// <summary>Parses the whole file.</summary>
    /// <exception cref="KernelFormatException">It does not begin with three numbers.</exception>
    public static TaskMemory Parse(ReadOnlySpan<byte> text)
    {
        var fields = new FieldReader(text);
        return new TaskMemory(fields.NextUInt64(), fields.NextUInt64(), fields.NextUInt64());
    }
}
