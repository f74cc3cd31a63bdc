using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Watching;

/// <summary>The limit of all tasks where no cpuset can be read at all, as without cgroups: they may be given what any of them has.</summary>
internal static class CommonLimit
{
    /// <summary>The CPUs that some task has; null where limits are known, or nothing was read of any process yet.</summary>
    public static CpuSet? Of(Snapshot snapshot)
    {
        CpuSet seen = CpuSet.Empty;
        bool isDetailed = false;
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Limit is not null)
            {
                return null;
            }

            isDetailed |= process.Details is not null;
            seen = process.Mobility != TaskMobility.Movable || process.Affinity is not { } affinity || affinity.IsSubsetOf(seen)
                ? seen
                : seen.Union(affinity);
        }

        return isDetailed ? seen : null;
    }
}
