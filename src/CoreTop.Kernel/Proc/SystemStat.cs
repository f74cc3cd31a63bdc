using System.Buffers.Text;
using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/stat</c>: the CPUs' times since boot.</summary>
/// <param name="Cpus">The <c>cpuN</c> lines: online CPUs only, numbers may have gaps.</param>
/// <param name="RunningTasks">Runnable tasks: <c>procs_running</c>, this reader too; null when absent.</param>
/// <param name="BlockedTasks">Tasks waiting for a disk: <c>procs_blocked</c>; 0 when absent.</param>
/// <param name="Forks">Tasks that were started since boot, threads too: <c>processes</c>; null when absent.</param>
/// <param name="BootTime">When the machine started: <c>btime</c>; null when absent.</param>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_stat.5.html"/>
internal sealed record SystemStat(
    ImmutableArray<CpuTimes> Cpus, int? RunningTasks, int BlockedTasks, ulong? Forks, DateTimeOffset? BootTime)
{
    /// <summary>The path.</summary>
    public const string Path = "/proc/stat";

    /// <summary>Parses the whole file.</summary>
    /// <exception cref="KernelFormatException">A <c>cpuN</c> line has fewer than four times or no possible number, or there is none.</exception>
    public static SystemStat Parse(ReadOnlySpan<byte> text)
    {
        var cpus = ImmutableArray.CreateBuilder<CpuTimes>();
        int? running = null;
        int blocked = 0;
        ulong? forks = null;
        DateTimeOffset? boot = null;
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (line.StartsWith("cpu"u8) && Utf8Parser.TryParse(line[3..], out int number, out int used))
            {
                cpus.Add(ParseCpu(FieldReader.ToCpu(number), line[(3 + used)..]));
            }
            else if (line.StartsWith("procs_running "u8))
            {
                running = new FieldReader(line[14..]).NextInt32();
            }
            else if (line.StartsWith("procs_blocked "u8))
            {
                blocked = new FieldReader(line[14..]).NextInt32();
            }
            else if (line.StartsWith("processes "u8))
            {
                forks = new FieldReader(line[10..]).NextUInt64();
            }
            else if (line.StartsWith("btime "u8))
            {
                boot = DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(new FieldReader(line[6..]).NextUInt64() % uint.MaxValue);
            }
        }

        return cpus.Count > 0
            ? new SystemStat(cpus.ToImmutable(), running, blocked, forks, boot)
            : throw new KernelFormatException("The cpuN lines are missing in it.");
    }

    // Kernels before 2.6.11 print fewer columns; guest times (9 and 10) are part of user and nice.
    private static CpuTimes ParseCpu(CpuId cpu, ReadOnlySpan<byte> times)
    {
        var fields = new FieldReader(times);
        ulong user = fields.NextUInt64(), nice = fields.NextUInt64(), system = fields.NextUInt64();
        ulong idle = fields.NextUInt64();
        fields.TryNextUInt64(out ulong ioWait);
        fields.TryNextUInt64(out ulong irq);
        fields.TryNextUInt64(out ulong softIrq);
        fields.TryNextUInt64(out ulong steal);
        return new CpuTimes(cpu, user, nice, system, idle, ioWait, irq, softIrq, steal);
    }
}
