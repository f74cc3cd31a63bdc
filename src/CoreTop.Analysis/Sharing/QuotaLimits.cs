namespace CoreTop.Analysis.Sharing;

/// <summary>The quotas that bind: each, once its tasks have used it up, caps what they want.</summary>
/// <remarks>
/// While shares rise together, the quota that is used up at the lowest level does not depend on those that would be used up later.
/// So quotas are handled in that order, and the demand of the classes below is lowered to what they have at that level.
/// </remarks>
internal sealed class QuotaLimits
{
    private const double Slack = 1e-9;

    private readonly FillClasses _classes;
    private readonly List<Quota> _open = [];

    /// <summary>Takes the quotas of a problem that its classes together could use up.</summary>
    public QuotaLimits(ShareProblem problem, FillClasses classes)
    {
        _classes = classes;
        if (problem.Quotas.Count == 0)
        {
            return;
        }

        var members = new List<int>?[problem.Quotas.Count];
        for (int i = 0; i < problem.Classes.Count; i++)
        {
            if (!classes.IsActive(i) || problem.Classes[i].Quotas.IsDefaultOrEmpty)
            {
                continue;
            }

            foreach (int quota in problem.Classes[i].Quotas)
            {
                List<int> below = members[quota] ??= [];
                if (below.Count == 0 || below[^1] != i)
                {
                    below.Add(i);
                }
            }
        }

        for (int i = 0; i < members.Length; i++)
        {
            if (members[i] is { } below && Used(below, classes.Demand) > Math.Max(0, problem.Quotas[i]) + Slack)
            {
                _open.Add(new Quota(Math.Max(0, problem.Quotas[i]), [.. below]));
            }
        }
    }

    /// <summary>The quotas that could bind, and the classes below each.</summary>
    public IReadOnlyList<Quota> Open => _open;

    /// <summary>Caps the demands of classes below the quotas that are used up first.</summary>
    /// <param name="shares">What a task of each class would have with only the quotas that cap already.</param>
    /// <returns>The classes whose demand became less; empty when every quota holds.</returns>
    public HashSet<int> Cap(double[] shares)
    {
        var capped = new HashSet<int>();
        var now = (double[])shares.Clone();
        foreach ((Quota quota, FillLevel level) in UsedUp(shares))
        {
            // Another quota has lowered what these want, so the level where this one is used up must be computed again,
            // unless more than their demand depends on it.
            if (Used(quota.Classes, now) <= quota.Cores + Slack)
            {
                continue;
            }

            if (capped.Count > 0 && (LevelOf(quota, now), LevelOf(quota, _classes.Demand)) is var (has, wants) && !AreSame(has, wants))
            {
                continue;
            }

            FillLevel used = capped.Count > 0 ? LevelOf(quota, now) : level;
            _open.Remove(quota);
            foreach (int index in quota.Classes)
            {
                double most = _classes.ShareAt(index, used);
                if (most < _classes.Demand[index])
                {
                    _classes.Demand[index] = most;
                    now[index] = Math.Min(now[index], most);
                    capped.Add(index);
                }
            }
        }

        return capped;
    }

    private List<(Quota Quota, FillLevel Level)> UsedUp(double[] shares)
    {
        var used = new List<(Quota Quota, FillLevel Level)>();
        foreach (Quota quota in _open)
        {
            if (Used(quota.Classes, shares) > quota.Cores + Slack)
            {
                used.Add((quota, LevelOf(quota, shares)));
            }
        }

        used.Sort(static (a, b) => a.Level.CompareTo(b.Level));
        return used;
    }

    private double Used(IEnumerable<int> classes, double[] shares)
    {
        double used = 0;
        foreach (int index in classes)
        {
            used += _classes.Tasks[index] * shares[index];
        }

        return used;
    }

    private FillLevel LevelOf(Quota quota, double[] shares)
    {
        _classes.Sort(quota.Classes, shares);
        return _classes.LevelOf(quota.Classes, shares, quota.Cores);
    }

    private static bool AreSame(FillLevel one, FillLevel other) =>
        one.Tier == other.Tier && Math.Abs(one.Height - other.Height) <= Slack * Math.Max(one.Height, other.Height);

    /// <summary>A quota that its classes can use up.</summary>
    /// <param name="Cores">The CPU time it allows, in cores.</param>
    /// <param name="Classes">The classes below it.</param>
    internal sealed record Quota(double Cores, int[] Classes);
}
