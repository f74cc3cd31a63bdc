using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>What became of one request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Changes">Each task that was changed, with the affinity read back as the new one.</param>
/// <param name="Unchanged">How many of its tasks had the wanted affinity already.</param>
/// <param name="Refusals">Each task that was not changed and why; tasks that ended meanwhile are left out, unless none is left.</param>
/// <param name="ReadBack">The affinity its tasks have now, all together but the refused; null when none could be read.</param>
/// <param name="Sentence">One sentence for people: who, how many threads, old and new CPUs, or why not.</param>
public sealed record AffinityOutcome(
    AffinityRequest Request,
    ImmutableArray<AffinityChange> Changes,
    int Unchanged,
    ImmutableArray<TaskRefusal> Refusals,
    CpuSet? ReadBack,
    string Sentence)
{
    /// <summary>The machine is only looked at: the changes are what would have been done.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>
    /// Every thread was seen to have it twice in a row; false when threads kept starting, or somebody kept setting them.
    /// </summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>What not being settled means: the rest of a sentence that begins with the task; null when it is.</summary>
    public string? WhyUnsettled => IsSettled ? null : TaskText.Unsettled;
}
