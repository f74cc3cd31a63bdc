using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>What is said of a quota that leaves less to gain than wider masks could give.</summary>
internal static class QuotaPhrases
{
    /// <summary>A sentence that names the quota which caps the gain; empty where none does.</summary>
    public static string Cap(Collision collision, Evidence evidence)
    {
        if (!evidence.Shares.IsCapped)
        {
            return string.Empty;
        }

        QuotaLoad? quota = collision.Claimants.SelectMany(static each => each.Quotas).Distinct()
            .Select(index => evidence.Snapshot.Quotas[index])
            .MinBy(static each => each.QuotaCores);
        return quota is null ? string.Empty
            : $" The quota of {Phrases.Printable(quota.Cgroup)}, {Phrases.Number(quota.QuotaCores)} CPU, caps what wider masks can give.";
    }
}
