using CoreTop.Actions.Storage;
using CoreTop.Kernel.Native;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>One value that the kernel keeps of each task and lets be changed; a <see cref="ValueGoal{T}"/> changes it.</summary>
/// <param name="tasks">The machine's tasks.</param>
internal abstract class TaskValue<T>(TaskLookup tasks)
    where T : notnull
{
    /// <summary>The machine's tasks.</summary>
    public TaskLookup Tasks => tasks;

    /// <summary>How it stands in the journal.</summary>
    public abstract StoredValue<T> Stored { get; }

    /// <summary>errno of the last refusal.</summary>
    public abstract int LastErrno { get; }

    /// <summary>The value of a task.</summary>
    public ControlResult Read(int pid, int tid, out T? value)
    {
        ControlResult read = Read(pid, tid, default, out value);
        return IsThereAllTheSame(read, pid, tid) ? ControlResult.Failed : read;
    }

    /// <summary>Reads a value.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="tid">The task.</param>
    /// <param name="known">Handed out again when it is the value still, so that asking costs no memory; none to read it again.</param>
    /// <param name="value">The value; none unless Applied.</param>
    public abstract ControlResult Read(int pid, int tid, T? known, out T? value);

    /// <summary>A value in words.</summary>
    public abstract string Text(T one);

    /// <summary>A change in words: <c>nice 0 → 1</c>.</summary>
    public virtual string Text(TaskChange<T> change) => $"{Text(change.From)} → {change.ToText}";

    /// <summary>Why whoever runs this program could not take a change back: the rest of a sentence that begins with the task; null when they could, or that is not known.</summary>
    public virtual string? WhyNoWayBack(TaskChange<T> change) => null;

    /// <summary>Whether a task has no longer exactly what a change left it with only because the kernel added to it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="has">What it has.</param>
    /// <param name="batch">The batch that it is of.</param>
    public virtual bool IsGrownByKernel(TaskChange<T> change, T has, JournalBatch batch) => false;

    /// <summary>How it can be that a task has another value than a change left it with: the rest of a sentence that begins with it.</summary>
    public virtual string WhyOther(TaskChange<T> change, T has) => "was changed since by somebody else";

    /// <summary>Whether a task that got its former value back has less of it than before.</summary>
    public virtual bool IsTrimmed(T former, T has) => false;

    /// <summary>What was read of processes to judge what their tasks have may be otherwise by now.</summary>
    public virtual void Forget()
    {
    }

    /// <summary>The answer is that a task has ended, and /proc has it still: what has ended is struck off the journal, so ESRCH alone is not believed.</summary>
    public bool IsThereAllTheSame(ControlResult result, int pid, int tid) =>
        result == ControlResult.TaskGone && LastErrno == Errno.Esrch && tasks.Identify(pid, tid) is { HasEnded: false };
}
