using System.Collections.Immutable;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging;

/// <summary>Claimants whose masks give them less than their fair share, and which collide with each other: on the same CPUs, or as parts of one job.</summary>
/// <param name="Claimants">The claimants, in the order of the snapshot.</param>
/// <param name="Confines">All CPUs they may use.</param>
/// <param name="Lost">What nobody gets because of their masks, in cores.</param>
/// <param name="Short">How much more they would get with masks as wide as their limits, in cores; some of it others would lose.</param>
internal sealed record Collision(ImmutableArray<Claimant> Claimants, CpuSet Confines, double Lost, double Short)
{
    private const double ClearlyLess = 0.8;

    /// <summary>The least that wider masks would gain; below <see cref="Lost"/> where other tasks use the CPUs they would move to.</summary>
    public double LeastLost { get; init; } = Lost;

    /// <summary>The least is clearly below the most, so that both are shown.</summary>
    public bool IsRange => LeastLost < ClearlyLess * Lost;

    /// <summary>What is lost is the most it can be.</summary>
    public bool IsMost => IsRange || (IsUpTo && !IsAtLeast);

    /// <summary>Its tasks, without its streams.</summary>
    public ImmutableArray<WatchedTask> Tasks { get; } = [.. Claimants.Where(each => each.Task is not null).Select(each => each.Task!)];

    /// <summary>Its streams.</summary>
    public ImmutableArray<TaskStream> Streams { get; } = [.. Claimants.Where(each => each.Stream is not null).Select(each => each.Stream!)];

    /// <summary>How many run at a time.</summary>
    public double Count { get; } = Claimants.Sum(each => each.Count);

    /// <summary>What they get now, in cores.</summary>
    public double Now { get; } = Claimants.Sum(each => each.Now);

    /// <summary>Some of them sleep at times, or a quota stops them, so that their gain is an estimate and may be less.</summary>
    public bool IsUpTo { get; init; }

    /// <summary>They wait for each other, or masks were rounded to save time: the loss is larger than that.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>The mean share under the masks as they are.</summary>
    public double MeanShare => Claimants.Sum(each => each.ByMasks) / Count;

    /// <summary>The mean fair share.</summary>
    public double MeanFairShare => Claimants.Sum(each => each.ByLimits) / Count;

    /// <summary>The CPUs that their limits allow.</summary>
    public CpuSet Possible
    {
        get
        {
            CpuSet possible = CpuSet.Empty;
            foreach (Claimant each in Claimants)
            {
                possible = each.Reach.Possible.IsSubsetOf(possible) ? possible : possible.Union(each.Reach.Possible);
            }

            return possible;
        }
    }
}
