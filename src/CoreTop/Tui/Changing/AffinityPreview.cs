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
        var changed = new HashSet<RowKey>();
        foreach (AffinityRequest request in wish.Requests)
        {
            ProcessRow row = targets.Rows.FirstOrDefault(row => row.Task.Key == request.Task && row.Thread is null == request.IsWholeProcess);
            var masks = (targets with { Rows = [row] }).Masks();
            IsKnown &= !masks.IsEmpty;
            int before = _changes.Count;
            _changes.AddRange(masks.Where(mask => IsChange(request, mask.Cpus)).Select(mask => (request, mask.Cpus)));
            if (masks.IsEmpty || _changes.Count > before)
            {
                changed.Add(row.Key);
            }
        }

        Targets = changed.Count == 0 ? targets : targets.Only(row => changed.Contains(row.Key));
    }

    /// <summary>The targets that would be changed, as far as that is known; all of them where none would.</summary>
    public AffinityTargets Targets { get; }

    /// <summary>Every task has what is wanted already, or can have none of it: nothing would be changed.</summary>
    public bool IsFutile => IsKnown && _changes.Count == 0;

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
    public bool IsLike(AffinityPreview before) => _wish.Verb == before._wish.Verb && (Change is not { } change || (change == before.Change && Targets.Whom == before.Targets.Whom));

    private static bool IsChange(AffinityRequest request, CpuSet now) => !request.IsMetBy(now) && request.Foresee(now) is not { IsEmpty: true };

    // What each of them has now.
    private bool IsKnown { get; }
}
