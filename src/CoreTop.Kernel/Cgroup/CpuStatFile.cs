using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Cgroup;

/// <summary>What CoreTop uses of a cgroup's <c>cpu.stat</c>, of both versions.</summary>
/// <param name="Periods">Line <c>nr_periods</c>: quota periods in which a task of it wanted to run.</param>
/// <param name="ThrottledPeriods">Line <c>nr_throttled</c>: those in which the quota was used up.</param>
/// <param name="ThrottledNanoseconds">Line <c>throttled_usec</c>, v1 <c>throttled_time</c>: how long CPUs stood still because of that, all of them together; null when absent.</param>
/// <param name="UsedNanoseconds">Line <c>usage_usec</c>: CPU time of all tasks in it and below, ended ones too; null when absent, as in v1.</param>
/// <seealso href="https://docs.kernel.org/scheduler/sched-bwc.html#statistics"/>
internal readonly record struct CpuStatFile(ulong Periods, ulong ThrottledPeriods, ulong? ThrottledNanoseconds, ulong? UsedNanoseconds)
{
    /// <summary>The file's name.</summary>
    public const string Name = "cpu.stat";

    /// <summary>Parses the whole file.</summary>
    /// <exception cref="KernelFormatException">One of the first two lines is missing, as where the cpu controller is off.</exception>
    public static CpuStatFile Parse(ReadOnlySpan<byte> text)
    {
        ulong? periods = null, throttled = null, stopped = null, used = null;
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            var fields = new FieldReader(line);
            ReadOnlySpan<byte> key = fields.Next();
            if (key.SequenceEqual("nr_periods"u8))
            {
                periods = fields.NextUInt64();
            }
            else if (key.SequenceEqual("nr_throttled"u8))
            {
                throttled = fields.NextUInt64();
            }
            else if (key.SequenceEqual("throttled_usec"u8))
            {
                stopped = Nanoseconds(ref fields);
            }
            else if (key.SequenceEqual("throttled_time"u8))
            {
                stopped = fields.TryNextUInt64(out ulong nanoseconds) ? nanoseconds : null;
            }
            else if (key.SequenceEqual("usage_usec"u8))
            {
                used = Nanoseconds(ref fields);
            }
        }

        return periods is { } all && throttled is { } of
            ? new CpuStatFile(all, of, stopped, used)
            : throw new KernelFormatException("nr_periods or nr_throttled is missing in it.");
    }

    private static ulong? Nanoseconds(ref FieldReader fields) =>
        fields.TryNextUInt64(out ulong microseconds) ? Math.Min(microseconds, ulong.MaxValue / 1000) * 1000 : null;
}
