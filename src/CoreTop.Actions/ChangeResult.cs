using System.Collections.Immutable;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>What became of one target.</summary>
/// <param name="Changes">Each task that was changed, with the value read back as the new one.</param>
/// <param name="Unchanged">What each of the tasks has that had the wanted value already.</param>
/// <param name="Refusals">Each task that was not changed and why; tasks that ended meanwhile are left out, unless none is left.</param>
/// <param name="ReadBack">What each task has now, except for the refused.</param>
internal sealed record ChangeResult<T>(
    ImmutableArray<TaskChange<T>> Changes, IReadOnlyList<T> Unchanged, ImmutableArray<TaskRefusal> Refusals, IReadOnlyList<T> ReadBack)
    where T : notnull
{
    /// <summary>The machine is only looked at: the changes are what would have been done.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>Every thread was seen to have it twice in a row; false when threads kept starting, or somebody kept setting them.</summary>
    public bool IsSettled { get; init; } = true;
}
