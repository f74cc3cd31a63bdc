using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>Looks at tasks and writes their affinities, one at a time, sure of whose it is.</summary>
internal sealed class TaskAccess(KernelFiles files, IAffinityControl control) : TaskLookup(files)
{
    /// <summary>errno of the last refusal.</summary>
    public int LastErrno => control.LastErrno;

    /// <summary>The CPUs a task may run on.</summary>
    public AffinityResult Read(int pid, int tid, out CpuSet? affinity) => control.Read(pid, tid, known: null, out affinity);

    /// <summary>Writes an affinity, provided that the task is still the one meant and still has the affinity it had.</summary>
    /// <param name="change">The task, and its affinity as last read.</param>
    /// <param name="wanted">What to write; null to release.</param>
    /// <param name="without">What a release leaves out; null for nothing.</param>
    public TaskAnswer Write(AffinityChange change, CpuSet? wanted, CpuSet? without = null)
    {
        (TaskKey task, int pid) = (change.Task, change.Pid);
        if (Identify(pid, task.Tid)?.Key != task)
        {
            return new TaskAnswer(AffinityResult.TaskGone);
        }

        AffinityResult read = control.Read(pid, task.Tid, change.From, out CpuSet? before);
        if (read != AffinityResult.Applied)
        {
            return Refused(read);
        }

        if (!before!.Equals(change.From))
        {
            return new TaskAnswer(AffinityResult.Applied) { HasChangedMeanwhile = true };
        }

        AffinityResult written = wanted is null ? control.Release(task.Tid, without) : control.Write(task.Tid, wanted);
        if (written != AffinityResult.Applied)
        {
            return Refused(written);
        }

        AffinityResult readBack = control.Read(pid, task.Tid, known: null, out CpuSet? after);
        if (Identify(pid, task.Tid)?.Key == task)
        {
            return readBack == AffinityResult.Applied ? new TaskAnswer(written, after) : Refused(readBack);
        }

        return new TaskAnswer(AffinityResult.TaskGone) { Stranger = GiveBack(task.Tid, before, wanted) };
    }

    // The kernel has no call that names a task for good, so a tid may get a new owner between the check and the write.
    private string? GiveBack(int tid, CpuSet before, CpuSet? written)
    {
        if (IdentifyAnywhere(tid) is not { HasEnded: false } stranger
            || control.Read(tid, tid, known: null, out CpuSet? has) != AffinityResult.Applied
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

        bool isBack = control.Write(tid, before) == AffinityResult.Applied;
        return meanwhile + (isBack
            ? $"had {AffinityText.Cpus(has)} for a moment and was given {AffinityText.Cpus(before)} back"
            : $"has {AffinityText.Cpus(has)} now: release it");
    }

    private TaskAnswer Refused(AffinityResult result) => new(result) { Errno = control.LastErrno };
}
