using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Watching;

/// <summary>The limit of all tasks where no cpuset can be read, as without cgroups: a task may get any CPU that one of them has.</summary>
internal static class CommonLimit
{
    /// <summary>The CPUs that some task has; null where limits are known, or no process has been read yet.</summary>
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
