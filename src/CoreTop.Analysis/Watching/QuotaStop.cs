using System.Collections.Immutable;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Watching;

/// <summary>Finds the quota that stops a task: its cgroup's, or one above it.</summary>
internal static class QuotaStop
{
    /// <summary>The quota that stops tasks of a cgroup; null if there is none.</summary>
    /// <param name="cgroup">The cgroup.</param>
    /// <param name="quotas">All quotas.</param>
    /// <param name="isKnown">False before a second reading shows what they do.</param>
    public static QuotaLoad? Of(string cgroup, ImmutableArray<QuotaLoad> quotas, out bool isKnown)
    {
        bool isCovered = false, isMeasured = false;
        isKnown = true;
        foreach (QuotaLoad quota in quotas)
        {
            if (!quota.Covers(cgroup))
            {
                continue;
            }

            if (quota.ThrottledShare >= QuotaLoad.Throttling)
            {
                return quota;
            }

            isCovered = true;
            isMeasured |= quota.IsMeasured;
        }

        // Counters that cannot be read, or are not read any more, do not hide its tasks forever.
        isKnown = !isCovered || isMeasured;
        return null;
    }
}
