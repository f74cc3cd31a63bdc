using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Scheduling;

/// <summary>The scheduler of a captured machine: affinities come from <c>status</c>, changes are only recorded.</summary>
/// <param name="files">The captured machine's files.</param>
public sealed class CapturedScheduler(KernelFiles files) : IAffinityControl
{
    private readonly List<RecordedChange> _changes = [];

    /// <summary>What would have been done, oldest first.</summary>
    public IReadOnlyList<RecordedChange> Changes => _changes;

    /// <inheritdoc/>
    public AffinityResult Read(int pid, int tid, CpuSet? known, out CpuSet? affinity)
    {
        affinity = null;
        if (files.ReadThread(pid, tid, TaskFile.Status, out ReadOnlySpan<byte> text) != FileStatus.Ok
            && files.ReadProcess(tid, TaskFile.Status, out text) != FileStatus.Ok)
        {
            return AffinityResult.TaskGone;
        }

        affinity = TaskStatusFile.Parse(text).AllowedCpus;
        return affinity is null ? AffinityResult.TaskGone : AffinityResult.Applied;
    }

    /// <inheritdoc/>
    public AffinityResult Write(int tid, CpuSet wanted) => Record(new RecordedChange(tid, wanted));

    /// <inheritdoc/>
    public AffinityResult Release(int tid) => Record(new RecordedChange(tid, Wanted: null));

    private AffinityResult Record(RecordedChange change)
    {
        _changes.Add(change);
        return AffinityResult.Recorded;
    }
}
