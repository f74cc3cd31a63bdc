using CoreTop.Kernel.Scheduling;

namespace CoreTop.Actions;

/// <summary>Reads one value of a task.</summary>
internal delegate ControlResult ReadValue<T>(int pid, int tid, out T value);

/// <summary>Writes it.</summary>
internal delegate ControlResult WriteValue<T>(int pid, int tid, T value);

/// <summary>Why writing was not permitted, where that depends on the value; null where it is a matter of whose task it is.</summary>
internal delegate string? WhyNotPermitted<T>(int tid, T now, T wanted);

/// <summary>One thing that the kernel keeps of each task and lets be changed.</summary>
/// <param name="Noun">What it is called.</param>
/// <param name="Read">Reads it.</param>
/// <param name="Write">Writes it.</param>
/// <param name="WhyNot">Why a value was not permitted.</param>
internal sealed record TaskValue<T>(string Noun, ReadValue<T> Read, WriteValue<T> Write, WhyNotPermitted<T> WhyNot)
    where T : struct, IEquatable<T>
{
    /// <summary>What has it, for counts.</summary>
    public string Unit { get; init; } = "thread";

    /// <summary>Whether what is read back after a write, and what was read before, are as was meant; by default when it is what was meant.</summary>
    public Func<T, T, T, bool> IsInEffect { get; init; } = (meant, _, after) => after.Equals(meant);

    /// <summary>Why a task with this value keeps it: the rest of a sentence that begins with the task; null where it may be changed.</summary>
    public Func<T, string?> WhyKept { get; init; } = _ => null;
}
