using CoreTop.Kernel.Scheduling;

namespace CoreTop.Actions;

/// <summary>What became of one write.</summary>
/// <param name="Result">The kernel's answer.</param>
/// <param name="ReadBack">The value after it; none unless it was written.</param>
internal readonly record struct TaskAnswer<T>(ControlResult Result, T? ReadBack = default)
{
    /// <summary>errno of a refusal.</summary>
    public int Errno { get; init; }

    /// <summary>Its value was not the one expected any more, so nothing was written.</summary>
    public bool HasChangedMeanwhile { get; init; }

    /// <summary>What another task that got the tid right at the write went through: the rest of a sentence; null for none.</summary>
    public string? Stranger { get; init; }
}
