using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>One change that was not taken back.</summary>
/// <param name="Change">The change as it was made.</param>
/// <param name="Why">Why: the rest of a sentence that begins with the task, such as <c>has ended</c>.</param>
public sealed record UndoSkip(TaskChange Change, string Why)
{
    /// <summary>It stays in the journal and can be taken back later; else nothing is left to take back.</summary>
    public bool IsKept { get; init; }

    /// <summary>Its former value was accepted by the kernel, and it has another all the same.</summary>
    public bool IsNotInEffect { get; init; }

    /// <summary>It has its former value though nothing was written: somebody set it, or the change was never made.</summary>
    public bool HasFormer { get; init; }
}
