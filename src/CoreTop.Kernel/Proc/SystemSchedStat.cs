using System.Buffers.Text;
using System.Collections.Immutable;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/schedstat</c>: the CPUs' run queues. Absent without CONFIG_SCHEDSTATS.</summary>
/// <seealso href="https://docs.kernel.org/scheduler/sched-stats.html"/>
internal static class SystemSchedStat
{
    /// <summary>The path.</summary>
    public const string Path = "/proc/schedstat";

    private const int OldestVersion = 14;
    private const int NewestVersion = 17;

    /// <summary>Parses the whole file; empty for a version whose fields are not known.</summary>
    /// <exception cref="KernelFormatException">A <c>cpuN</c> line has fewer than nine numbers or no possible number.</exception>
    public static ImmutableArray<RunQueueTimes> Parse(ReadOnlySpan<byte> text)
    {
        var lines = new LineReader(text);
        if (!lines.TryNext(out ReadOnlySpan<byte> first) || !first.StartsWith("version "u8)
            || new FieldReader(first[8..]).NextInt32() is < OldestVersion or > NewestVersion)
        {
            return [];
        }

        var queues = ImmutableArray.CreateBuilder<RunQueueTimes>();
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (line.StartsWith("cpu"u8) && Utf8Parser.TryParse(line[3..], out int number, out int used))
            {
                var fields = new FieldReader(line[(3 + used)..]);
                fields.Skip(6);
                queues.Add(new RunQueueTimes(
                    FieldReader.ToCpu(number), fields.NextUInt64(), fields.NextUInt64(), fields.NextUInt64()));
            }
        }

        return queues.ToImmutable();
    }
}
