using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>Looks at tasks and writes their affinities, one at a time, sure of whose it is.</summary>
/// <param name="files">The machine's files.</param>
/// <param name="control">Reads and writes affinities.</param>
/// <param name="clocks">Says whether a process ran meanwhile; null when that cannot be known.</param>
internal sealed class TaskAccess(KernelFiles files, IAffinityControl control, IProcessClocks? clocks = null) : TaskLookup(files)
{
    private readonly KernelFiles _files = files;

    /// <summary>errno of the last refusal.</summary>
    public int LastErrno => control.LastErrno;

    /// <summary>The CPUs a task may run on.</summary>
    public ControlResult Read(int pid, int tid, out CpuSet? affinity)
    {
        ControlResult read = control.Read(pid, tid, known: null, out affinity);
        return IsThereAllTheSame(read, pid, tid) ? ControlResult.Failed : read;
    }

    /// <summary>Writes an affinity, provided that the task is still the one meant and still has the affinity it had.</summary>
    /// <param name="change">The task, and its affinity as last read.</param>
    /// <param name="wanted">What to write; null to release.</param>
    /// <param name="without">What a release leaves out; null for nothing.</param>
    public TaskAnswer Write(AffinityChange change, CpuSet? wanted, CpuSet? without = null)
    {
        (TaskKey task, int pid) = (change.Task, change.Pid);
        if (Identify(pid, task.Tid)?.Key != task)
        {
            return new TaskAnswer(ControlResult.TaskGone);
        }

        ControlResult read = control.Read(pid, task.Tid, change.From, out CpuSet? before);
        if (read != ControlResult.Applied)
        {
            return Refused(read, pid, task.Tid);
        }

        if (!before!.Equals(change.From))
        {
            return new TaskAnswer(ControlResult.Applied) { HasChangedMeanwhile = true };
        }

        ControlResult written = wanted is null ? control.Release(task.Tid, without) : control.Write(task.Tid, wanted);
        if (written != ControlResult.Applied)
        {
            return Refused(written, pid, task.Tid);
        }

        ControlResult readBack = control.Read(pid, task.Tid, known: null, out CpuSet? after);
        if (Identify(pid, task.Tid)?.Key == task)
        {
            return readBack == ControlResult.Applied ? new TaskAnswer(written, after) : Refused(readBack, pid, task.Tid);
        }

        return new TaskAnswer(ControlResult.TaskGone) { Stranger = GiveBack(task.Tid, before, wanted) };
    }

    // The kernel has no call that names a task for good, so a tid may get a new owner between the check and the write.
    private string? GiveBack(int tid, CpuSet before, CpuSet? written)
    {
        if (IdentifyAnywhere(tid) is not { HasEnded: false } stranger
            || control.Read(tid, tid, known: null, out CpuSet? has) != ControlResult.Applied
            || (written is not null && !has!.IsSubsetOf(written))
            || has!.Equals(before))
        {
            return null;
        }

        string meanwhile = $"has ended, and its number went to {TaskText.Name(stranger.Name)}, which ";
        if (written is null)
        {
            // What the stranger had is not known, and a mask of the task before would narrow it.
            return $"{meanwhile}may use {AffinityText.Cpus(has)} now: see whether it should";
        }

        bool isBack = control.Write(tid, before) == ControlResult.Applied;
        return meanwhile + (isBack
            ? $"had {AffinityText.Cpus(has)} for a moment and was given {AffinityText.Cpus(before)} back"
            : $"has {AffinityText.Cpus(has)} now: release it");
    }

    /// <summary>The online CPUs that the cpuset of a process allows right now; null when that is not known.</summary>
    public CpuSet? LimitNow(int pid)
    {
        if (_files.Read("/sys/devices/system/cpu/online", out ReadOnlySpan<byte> text) != FileStatus.Ok
            || !CpuList.TryParse(text, out CpuSet online)
            || _files.ReadProcess(pid, TaskFile.Cgroup, out text) != FileStatus.Ok)
        {
            return null;
        }

        var limits = new CpusetLimits(_files, TimeProvider.System) { Online = online };
        return limits.Find(text.ToArray()).Cpus;
    }

    /// <summary>The CPU time that a process has used; null when that is not known.</summary>
    public long? RunTime(int pid) => clocks is not null && clocks.TryRead(pid, out long nanoseconds) ? nanoseconds : null;

    /// <summary>Who or what keeps writes from having an effect on any task: the rest of a sentence; null when they have one, or that is not known.</summary>
    public string? WhySwallowed()
    {
        if (control.HasEffectHere() != false)
        {
            return null;
        }

        return MayAnswerForKernel() is { } who
            ? $"{who} answers sched_setaffinity in the kernel's place"
            : "sched_setaffinity does nothing here, not even to this program itself";
    }

    private TaskAnswer Refused(ControlResult result, int pid, int tid) =>
        new(IsThereAllTheSame(result, pid, tid) ? ControlResult.Failed : result) { Errno = control.LastErrno };

    // What has ended is struck off the journal, so ESRCH is believed only when /proc agrees.
    private bool IsThereAllTheSame(ControlResult result, int pid, int tid) =>
        result == ControlResult.TaskGone && LastErrno == RefusalText.Esrch && Identify(pid, tid) is { HasEnded: false };
}
