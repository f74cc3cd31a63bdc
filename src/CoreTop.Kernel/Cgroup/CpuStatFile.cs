using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Cgroup;

/// <summary>What CoreTop uses of a cgroup's <c>cpu.stat</c>, of both versions.</summary>
/// <param name="Periods">Line <c>nr_periods</c>: quota periods in which a task of it wanted to run.</param>
/// <param name="ThrottledPeriods">Line <c>nr_throttled</c>: those in which the quota was used up.</param>
/// <seealso href="https://docs.kernel.org/scheduler/sched-bwc.html#statistics"/>
public readonly record struct CpuStatFile(ulong Periods, ulong ThrottledPeriods)
{
    /// <summary>The file's name.</summary>
    public const string Name = "cpu.stat";

    /// <summary>Parses the whole file.</summary>
    /// <exception cref="KernelFormatException">One of the two lines is missing, as where the cpu controller is off.</exception>
    public static CpuStatFile Parse(ReadOnlySpan<byte> text)
    {
        ulong? periods = null, throttled = null;
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
        }

        return periods is { } all && throttled is { } stopped
            ? new CpuStatFile(all, stopped)
            : throw new KernelFormatException("nr_periods or nr_throttled is missing in it.");
    }
}
