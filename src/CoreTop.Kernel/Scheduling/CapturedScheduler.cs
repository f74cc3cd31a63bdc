using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel.Scheduling;

/// <summary>The scheduler of a captured machine: affinities come from <c>status</c>, changes are answered for and not made.</summary>
/// <param name="files">The captured machine's files.</param>
internal sealed class CapturedScheduler(KernelFiles files) : IAffinityControl
{
    /// <summary>The machine's CPUs: sched_getaffinity(2) leaves out offline ones; null for as <c>status</c> has it.</summary>
    public CpuTopology? Topology { get; set; }

    /// <inheritdoc/>
    public ControlResult Read(int pid, int tid, CpuSet? known, out CpuSet? affinity)
    {
        affinity = ReadAllowed(pid, tid);
        if (affinity is null)
        {
            return ControlResult.TaskGone;
        }

        affinity = Topology is null ? affinity : KernelNumbers.UsableOfStatus(affinity, Topology);
        affinity = affinity.Equals(known) ? known : affinity;
        return ControlResult.Applied;
    }

    /// <inheritdoc/>
    public ControlResult Write(int tid, CpuSet wanted) => ControlResult.Recorded;

    /// <inheritdoc/>
    public ControlResult Release(int tid, CpuSet? without = null) => ControlResult.Recorded;

    private CpuSet? ReadAllowed(int pid, int tid) =>
        files.ReadThread(pid, tid, TaskFile.Status, out ReadOnlySpan<byte> text) == FileStatus.Ok
            ? LenientParse.Of(text, TaskStatusFile.Parse)?.AllowedCpus
            : null;
}
