using System.Collections.Immutable;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Watching;

/// <summary>Tells which quota stops a task: its cgroup's, or one above it.</summary>
internal static class QuotaStop
{
    /// <summary>The quota that stops tasks of a cgroup; null where none does.</summary>
    /// <param name="cgroup">The cgroup.</param>
    /// <param name="quotas">All quotas.</param>
    /// <param name="isKnown">False before a second reading tells what they do.</param>
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

            if (quota.ThrottledShare >= MachineWatch.ThrottledShare)
            {
                return quota;
            }

            isCovered = true;
            isMeasured |= quota.IsMeasured;
        }

        // Counters that cannot be read, or no longer are, do not hide its tasks for ever.
        isKnown = !isCovered || isMeasured;
        return null;
    }
}
