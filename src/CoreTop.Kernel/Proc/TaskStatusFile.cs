using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Proc;

/// <summary>What CoreTop uses of <c>status</c>: of <c>/proc/[pid]/status</c>, which describes the leader alone, or of a thread's.</summary>
/// <param name="ProcessId">Line <c>Tgid</c>.</param>
/// <param name="EffectiveUid">Second number of line <c>Uid</c>.</param>
/// <param name="Threads">Line <c>Threads</c>; 0 when absent.</param>
/// <param name="AllowedCpus">Line <c>Cpus_allowed_list</c>, else <c>Cpus_allowed</c>: offline and merely possible CPUs too; null when both are absent.</param>
/// <param name="AllowedNodes">Line <c>Mems_allowed_list</c>: NUMA nodes its memory may come from; null when absent.</param>
/// <param name="VoluntarySwitches">Line <c>voluntary_ctxt_switches</c>: times it left a CPU to sleep; null when absent.</param>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html"/>
internal sealed record TaskStatusFile(
    int ProcessId,
    int EffectiveUid,
    int Threads,
    CpuSet? AllowedCpus,
    CpuSet? AllowedNodes,
    ulong? VoluntarySwitches)
{
    /// <summary>Parses the whole file.</summary>
    /// <exception cref="KernelFormatException">Its Tgid or Uid is missing, or a line does not hold what it should.</exception>
    public static TaskStatusFile Parse(ReadOnlySpan<byte> text)
    {
        int? pid = null, uid = null;
        int threads = 0;
        CpuSet? cpus = null, nodes = null;
        ulong? voluntary = null;
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (!LineReader.TrySplit(line, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value))
            {
                continue;
            }

            var fields = new FieldReader(value);
            if (key.SequenceEqual("Tgid"u8))
            {
                pid = fields.NextInt32();
            }
            else if (key.SequenceEqual("Uid"u8))
            {
                fields.Skip(1);
                uid = fields.NextId();
            }
            else if (key.SequenceEqual("Threads"u8))
            {
                threads = fields.NextInt32();
            }
            else if (key.SequenceEqual("Cpus_allowed"u8))
            {
                cpus ??= CpuList.TryParseMask(value, out CpuSet mask) ? mask : throw Malformed("Cpus_allowed");
            }
            else if (key.SequenceEqual("Cpus_allowed_list"u8))
            {
                cpus = CpuList.TryParse(value, out CpuSet list) ? list : throw Malformed("Cpus_allowed_list");
            }
            else if (key.SequenceEqual("Mems_allowed_list"u8))
            {
                nodes = CpuList.TryParse(value, out CpuSet list) ? list : throw Malformed("Mems_allowed_list");
            }
            else if (key.SequenceEqual("voluntary_ctxt_switches"u8))
            {
                voluntary = fields.NextUInt64();
            }
        }

        return new TaskStatusFile(
            pid ?? throw Malformed("Tgid"), uid ?? throw Malformed("Uid"), threads, cpus, nodes, voluntary);
    }

    private static KernelFormatException Malformed(string line) => new($"Its line {line} is missing or malformed.");
}
