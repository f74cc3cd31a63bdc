using CoreTop.Actions.Storage;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>Reads one value of a task.</summary>
internal delegate ControlResult ReadValue<T>(int pid, int tid, out T value);

/// <summary>Writes it.</summary>
internal delegate ControlResult WriteValue<T>(int pid, int tid, T value);

/// <summary>Why writing was not permitted, where that depends on the value; null where it is a matter of whose task it is.</summary>
internal delegate string? WhyNotPermitted<T>(int tid, int errno, T now, T wanted);

/// <summary>A nice value, I/O priority or policy, or the nice value of an autogroup.</summary>
/// <param name="tasks">The machine's tasks.</param>
/// <param name="control">What changes them.</param>
/// <param name="stored">How it stands in the journal.</param>
internal sealed class ControlValue<T>(TaskLookup tasks, ITaskControl control, StoredValue<T> stored) : TaskValue<T>(tasks)
    where T : struct, IEquatable<T>
{
    /// <summary>What it is called.</summary>
    public string Noun => stored.Words.Noun;

    /// <summary>What has it, for counts.</summary>
    public string Unit { get; init; } = "thread";

    /// <inheritdoc/>
    public override int LastErrno => control.LastErrno;

    /// <inheritdoc/>
    public override StoredValue<T> Stored => stored;

    /// <summary>Reads it.</summary>
    public required ReadValue<T> Reads { get; init; }

    /// <summary>Writes it.</summary>
    public required WriteValue<T> Writes { get; init; }

    /// <summary>Why a value was not permitted.</summary>
    public required WhyNotPermitted<T> WhyNot { get; init; }

    /// <summary>Whether the kernel will refuse a change, as far as limits tell; false where that must be tried.</summary>
    public Func<TaskChange<T>, bool> IsRefused { get; init; } = _ => false;

    /// <summary>Why a change could not be taken back by whoever runs this program; null when it could.</summary>
    public Func<TaskChange<T>, string?> WhyOneWay { get; init; } = _ => null;

    /// <summary>Whether what is read back after a write, and what was read before, are as was meant; by default when it is what was meant.</summary>
    public Func<T, T, T, bool> IsInEffect { get; init; } = (meant, _, after) => after.Equals(meant);

    /// <summary>Why a task with this value keeps it: the rest of a sentence that begins with the task; null where it may be changed.</summary>
    public Func<T, string?> WhyKept { get; init; } = _ => null;

    /// <inheritdoc/>
    public override ControlResult Read(int pid, int tid, T known, out T value) => Reads(pid, tid, out value);

    /// <inheritdoc/>
    public override string Text(T one) => $"{Noun} {one}";

    /// <inheritdoc/>
    public override string? WhyNoWayBack(TaskChange<T> change) => WhyOneWay(change);
}
