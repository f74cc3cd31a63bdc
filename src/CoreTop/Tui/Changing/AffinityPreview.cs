using CoreTop.Actions;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;

namespace CoreTop.Tui.Changing;

/// <summary>What a change of affinity would come to, as far as that is known before.</summary>
internal sealed class AffinityPreview
{
    private readonly AffinityWish _wish;
    private readonly List<(AffinityRequest Request, CpuSet Now)> _changes = [];

    /// <summary>Looks at it.</summary>
    /// <param name="wish">What will be done.</param>
    /// <param name="targets">The targets.</param>
    public AffinityPreview(AffinityWish wish, AffinityTargets targets)
    {
        _wish = wish;
        IsKnown = true;
        foreach (AffinityRequest request in wish.Requests)
        {
            ProcessRow row = targets.Rows.FirstOrDefault(row => row.Task.Key == request.Task && row.Thread is null == request.IsWholeProcess);
            var masks = (targets with { Rows = [row] }).Masks();
            IsKnown &= !masks.IsEmpty;
            _changes.AddRange(masks.Select(mask => (request, mask.Cpus)));
        }
    }

    /// <summary>Every task has what is wanted already, or can have none of it: nothing would be changed.</summary>
    public bool IsFutile => IsKnown && _changes.TrueForAll(change => change.Request.IsMetBy(change.Now) || change.Request.Foresee(change.Now) is { IsEmpty: true });

    /// <summary>From which CPUs to which: <c>35 → 0-35</c>; null when that is not known.</summary>
    public string? Change
    {
        get
        {
            if (!IsKnown)
            {
                return null;
            }

            CpuSet[] from = [.. _changes.Select(change => change.Now).Distinct()];
            CpuSet?[] to = [.. _changes.Select(change => change.Request.Foresee(change.Now)).Distinct()];
            if (to.Length == 0 || to.Any(cpus => cpus is null))
            {
                return null;
            }

            CpuSet all = to.Aggregate(CpuSet.Empty, (union, cpus) => union.Union(cpus!));
            return $"{(from.Length == 1 ? from[0] : "different CPUs")} → {all}{(to.Length > 1 ? _wish.Shares : string.Empty)}";
        }
    }

    /// <summary>It does what an earlier look foresaw; what is not known any more does not count.</summary>
    public bool IsLike(AffinityPreview before) => _wish.Verb == before._wish.Verb && (Change is not { } change || change == before.Change);

    // What each of them has now.
    private bool IsKnown { get; }
}
