using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>What is wanted of the tasks of one target: it is written one task at a time, sure of whose it is.</summary>
/// <param name="value">The value that they are to have.</param>
internal abstract class ValueGoal<T>(TaskValue<T> value)
    where T : notnull
{
    /// <summary>Which value it is about.</summary>
    public TaskValue<T> Value => value;

    /// <summary>Why no task can have it, whatever it has now: the rest of a sentence that begins with the target; null when that must be tried.</summary>
    public virtual string? WhyImpossible => null;

    /// <summary>Why a task is left alone whatever value it has; null when it is not.</summary>
    public virtual ControlResult? WhyNever(in TaskIdentity task) => task.IsKernelThread ? ControlResult.KernelThread : null;

    /// <summary>Why a task keeps the value it has: the rest of a sentence that begins with it; null when it does not.</summary>
    public virtual (ControlResult Result, string Why)? WhyKept(T now) => null;

    /// <summary>The change that gives a task what is wanted; null when it has that.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="task">The task.</param>
    /// <param name="now">What it has.</param>
    /// <param name="isGiven">It is new, and others of its process were given this value already: it may have inherited it.</param>
    public abstract TaskChange<T>? Plan(int pid, in TaskIdentity task, T now, bool isGiven);

    /// <summary>Makes a change of this goal, provided that the task is still the one meant and still has the value it had.</summary>
    /// <param name="change">The task, and its value as last read.</param>
    public TaskAnswer<T> Make(TaskChange<T> change)
    {
        (TaskKey task, int pid) = (change.Task, change.Pid);
        if (value.Tasks.Identify(pid, task.Tid)?.Key != task)
        {
            return new TaskAnswer<T>(ControlResult.TaskGone);
        }

        ControlResult read = value.Read(pid, task.Tid, change.From, out T? before);
        if (read != ControlResult.Applied)
        {
            return Refused(read, pid, task.Tid);
        }

        if (!before!.Equals(change.From))
        {
            return new TaskAnswer<T>(ControlResult.Applied) { HasChangedMeanwhile = true };
        }

        ControlResult written = Write(change);
        if (written != ControlResult.Applied)
        {
            return Refused(written, pid, task.Tid);
        }

        ControlResult readBack = value.Read(pid, task.Tid, default, out T? after);
        TaskIdentity? owner = value.Tasks.Identify(pid, task.Tid);
        if (owner?.Key == task)
        {
            return readBack == ControlResult.Applied ? new TaskAnswer<T>(written, after) : Refused(readBack, pid, task.Tid);
        }

        // The kernel has no call that names a task for good, so a tid may get a new owner between the check and the write.
        return new TaskAnswer<T>(ControlResult.TaskGone)
        {
            Stranger = (owner ?? value.Tasks.IdentifyAnywhere(task.Tid)) is { HasEnded: false } stranger ? TellOfStranger(stranger, change) : null,
        };
    }

    /// <summary>Why the kernel, or this program, refuses a task: the rest of a sentence that begins with it.</summary>
    /// <param name="result">The answer.</param>
    /// <param name="errno">Its errno; 0 when the kernel was not asked.</param>
    /// <param name="change">The change that was refused; null when the task could not be read.</param>
    public abstract string Why(ControlResult result, int errno, TaskChange<T>? change);

    /// <summary>What a stranger who got a task's number at the write went through: the rest of a sentence; null when nothing happened to it.</summary>
    public abstract string? TellOfStranger(in TaskIdentity stranger, TaskChange<T> change);

    /// <summary>Whether a task has what is wanted of it, as far as can be known.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="task">The task.</param>
    /// <param name="from">What it had before.</param>
    /// <param name="has">What it has.</param>
    /// <param name="wasOther">It had another value in between.</param>
    public abstract bool IsInEffect(int pid, TaskKey task, T from, T has, bool wasOther);

    /// <summary>Why it does not have it: the rest of a sentence that begins with the task.</summary>
    /// <param name="from">What it had before.</param>
    /// <param name="has">What it has.</param>
    /// <param name="who">The program that may have set it.</param>
    public abstract string WhyNotInEffect(T from, T has, string who);

    /// <summary>CPUs that a change of affinity leaves out on purpose; empty for nothing, and for other values.</summary>
    public virtual CpuSet LeftOut(TaskChange<T> change) => CpuSet.Empty;

    /// <summary>Writes what a change leads to.</summary>
    protected abstract ControlResult Write(TaskChange<T> change);

    private TaskAnswer<T> Refused(ControlResult result, int pid, int tid) =>
        new(value.IsThereAllTheSame(result, pid, tid) ? ControlResult.Failed : result) { Errno = value.LastErrno };
}
