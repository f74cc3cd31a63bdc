using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Processes;

/// <summary>Reads what is read alike of a process and of a thread.</summary>
/// <param name="files">The machine's files.</param>
/// <param name="affinity">Asked for affinities.</param>
/// <param name="answers">Say what they know of it, so that nothing is asked and read.</param>
internal sealed class TaskFiles(KernelFiles files, IAffinityControl affinity, TaskAnswers answers)
{
    private CpuSet? _last;

    /// <summary>Reads an affinity.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="tid">The task.</param>
    /// <param name="known">The one read before: the same object while it is the same.</param>
    /// <param name="mask">It; null when the kernel refused to say.</param>
    /// <returns>False when the task has ended.</returns>
    public bool TryReadAffinity(int pid, int tid, CpuSet? known, out CpuSet? mask)
    {
        bool isThere = answers.TryFindMask(tid, known, out mask)
            || affinity.Read(pid, tid, known, out mask) != ControlResult.TaskGone || !files.IsLive;

        // Tasks one after the other mostly have the same: then it is one object for all of them, which is quick to compare.
        if (mask is not null && !ReferenceEquals(mask, known))
        {
            _last = mask.Equals(_last) ? _last : mask;
            mask = _last;
        }

        return isThere;
    }

    /// <summary>Reads <c>schedstat</c>.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="tid">A thread of it; 0 for the process as a whole.</param>
    /// <param name="runs">It runs, so that it will be read again.</param>
    /// <param name="isGone">The task has ended.</param>
    /// <returns>Null where the kernel keeps none (no CONFIG_SCHED_INFO) or the file cannot be read.</returns>
    public TaskSchedStat? ReadTimes(int pid, int tid, bool runs, out bool isGone)
    {
        isGone = false;
        if (answers.TryFind(tid == 0 ? pid : tid, out TaskRecord task))
        {
            return new TaskSchedStat(task.RunNanoseconds, task.WaitNanoseconds, task.Slices) is { IsKept: true } said ? said : null;
        }

        FileStatus status = runs
            ? files.ReadKept(pid, tid, TaskFile.SchedStat, out ReadOnlySpan<byte> text)
            : files.ReadTask(pid, tid, TaskFile.SchedStat, out text);
        isGone = status == FileStatus.Gone && files.IsLive;
        return status == FileStatus.Ok && TaskSchedStat.Parse(text) is { IsKept: true } times ? times : null;
    }

    /// <summary>Reads how often a task that runs left a CPU to sleep.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="tid">A thread of it; 0 for the process as a whole.</param>
    /// <param name="state">What the task does.</param>
    /// <param name="request">Whether that is wanted.</param>
    /// <returns>Null when it does not run, nobody asked, or the file cannot be read.</returns>
    public ulong? ReadSwitches(int pid, int tid, TaskState state, SampleRequest request)
    {
        if (!request.Switches || state != TaskState.Running)
        {
            return null;
        }

        if (answers.TryFind(tid == 0 ? pid : tid, out TaskRecord task))
        {
            return task.VoluntarySwitches;
        }

        FileStatus status = files.ReadTask(pid, tid, TaskFile.Status, out ReadOnlySpan<byte> text);
        return status == FileStatus.Ok ? TaskStatusFile.Parse(text).VoluntarySwitches : null;
    }
}
