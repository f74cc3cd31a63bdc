using System.Collections.Immutable;
using CoreTop.Analysis.Watching;

namespace CoreTop.Analysis.Sharing;

/// <summary>Claimants by kind: those of one kind are alike in every filling.</summary>
internal sealed class ClaimantKinds
{
    // Demands that differ by less count as equal.
    private const double DemandStep = 0.001;

    /// <summary>Sorts claimants into kinds.</summary>
    public ClaimantKinds(ImmutableArray<Claimant> claimants)
    {
        var known = new Dictionary<Key, int>();
        KindOf = new int[claimants.Length];
        for (int i = 0; i < claimants.Length; i++)
        {
            Claimant each = claimants[i];
            var key = new Key(
                each.Reach, (int)Math.Round(each.Demand / DemandStep), each.Weight, each.Tier, each.Quotas, each.IsDeliberatePin, each.IsOfKernel);
            if (!known.TryGetValue(key, out int kind))
            {
                kind = Samples.Count;
                known.Add(key, kind);
                Samples.Add(each);
                Counts.Add(0);
            }

            Counts[kind] += each.Count;
            KindOf[i] = kind;
        }
    }

    /// <summary>The kind of each claimant, by its index.</summary>
    public int[] KindOf { get; }

    /// <summary>A claimant of each kind.</summary>
    public List<Claimant> Samples { get; } = [];

    /// <summary>How many run at a time, of each kind.</summary>
    public List<double> Counts { get; } = [];

    private readonly record struct Key(
        Reach Reach, int Demand, double Weight, int Tier, ImmutableArray<int> Quotas, bool IsDeliberatePin, bool IsOfKernel);
}
