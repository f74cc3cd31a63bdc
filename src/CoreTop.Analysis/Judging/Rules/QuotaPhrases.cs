using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>A sentence about a quota that allows less than wider masks could give.</summary>
internal static class QuotaPhrases
{
    /// <summary>The sentence, which names the quota that caps the gain; empty where none does.</summary>
    public static string Cap(Collision collision, Situation situation)
    {
        if (!situation.Shares.IsCapped)
        {
            return string.Empty;
        }

        QuotaLoad? quota = collision.Claimants.SelectMany(static each => each.Quotas).Distinct()
            .Select(index => situation.Snapshot.Quotas[index])
            .MinBy(static each => each.QuotaCores);
        return quota is null ? string.Empty
            : $" The quota of {Phrases.Printable(quota.Cgroup)}, {Phrases.Number(quota.QuotaCores)} CPU, caps what wider masks can give.";
    }
}
