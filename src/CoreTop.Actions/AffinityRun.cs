using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>One request on its way, and what became of it.</summary>
/// <param name="request">The request.</param>
/// <param name="value">Reads and writes affinities.</param>
/// <param name="online">What stands in for a limit that is not known; null when that is unknown too.</param>
internal sealed class AffinityRun(AffinityRequest request, AffinityValue value, CpuSet? online)
{
    /// <summary>The run that changes its tasks.</summary>
    public ChangeRun<CpuSet> Changes { get; } = new(request.Target, new AffinityGoal(value, request, online));

    /// <summary>What became of it, as far as it went.</summary>
    public AffinityOutcome ToOutcome()
    {
        ChangeResult<CpuSet> result = Changes.ToResult();
        var outcome = new AffinityOutcome(
            request,
            [.. result.Changes.Cast<AffinityChange>()],
            result.Unchanged.Count,
            result.Refusals,
            result.ReadBack.Count == 0 ? null : result.ReadBack.Aggregate((all, cpus) => all.Union(cpus)),
            Sentence: string.Empty)
        {
            IsRecorded = result.IsRecorded,
            IsSettled = result.IsSettled,
        };
        return outcome with { Sentence = OutcomeText.Of(outcome) };
    }
}
