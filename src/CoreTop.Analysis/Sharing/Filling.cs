using System.Runtime.InteropServices;

namespace CoreTop.Analysis.Sharing;

/// <summary>
/// What tasks get of the CPUs when all are served fairly: weighted max-min shares by progressive filling. All shares rise together, each
/// in proportion to its weight, until its demand is met or it shares a bottleneck that is used up; the others keep rising.
/// </summary>
internal static class Filling
{
    // A few tens of milliseconds at most, with masks worse than any real machine's.
    private const long Enough = 4_000_000;

    /// <summary>The fair share of each class.</summary>
    /// <param name="problem">CPUs and tasks.</param>
    /// <param name="steps">How many edges of its network may be looked at before the answer becomes approximate.</param>
    /// <exception cref="IndexOutOfRangeException">A class names a quota that the problem does not have.</exception>
    public static FillingResult Fill(ShareProblem problem, long steps = Enough)
    {
        var classes = new FillClasses(problem.Classes);
        var network = new ShareNetwork(problem, classes);
        var pools = new Pools(network, steps);
        var quotas = new QuotaLimits(problem, classes);
        pools.FillAll();
        while (quotas.Cap(pools.Shares) is { Count: > 0 } capped)
        {
            pools.Refill(capped);
        }

        return new FillingResult(
            ImmutableCollectionsMarshal.AsImmutableArray(pools.Shares),
            classes.Sum(pools.Shares),
            ImmutableCollectionsMarshal.AsImmutableArray(pools.Cuts),
            network.IsExact && pools.IsExact)
        {
            Expected = ImmutableCollectionsMarshal.AsImmutableArray(pools.Expected),
            ExpectedTotal = classes.Sum(pools.Expected),
        };
    }

    /// <summary>The most that all tasks together can have, in cores; cheaper than their shares.</summary>
    /// <remarks>
    /// Without quotas it is <see cref="FillingResult.Total"/>. With quotas it may be a little more, because the fair division of a quota
    /// does not always leave the least idle time. It never falls when masks, room or quotas grow.
    /// </remarks>
    /// <param name="problem">CPUs and tasks.</param>
    /// <param name="steps">How many edges of its network may be looked at before masks are treated as full.</param>
    /// <exception cref="IndexOutOfRangeException">A class names a quota that the problem does not have.</exception>
    public static double Total(ShareProblem problem, long steps = Enough)
    {
        var classes = new FillClasses(problem.Classes);
        var pools = new Pools(new ShareNetwork(problem, classes), steps);
        var quotas = new QuotaLimits(problem, classes);
        if (quotas.Open.Count == 0)
        {
            return pools.Total();
        }

        return QuotaTree.Of(quotas.Open, classes) is { } tree ? pools.Total(tree) : Fill(problem, steps).Total;
    }
}
