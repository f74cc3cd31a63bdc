using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Planning;

/// <summary>The masks that claimants have once a plan is done.</summary>
internal static class PlannedMasks
{
    /// <summary>A claimant's mask: what the plan gives it, otherwise the one it has.</summary>
    /// <remarks>A stream has the mask of the process that starts it.</remarks>
    public static Func<Claimant, CpuSet> Of(ChangeIndex changes, Situation situation)
    {
        return MaskOf;

        CpuSet MaskOf(Claimant claimant)
        {
            PlannedChange? change = claimant.Task is { } task
                ? changes.Find(task)
                : StreamOrigin.Of(claimant.Stream!, situation).Select(origin => changes.FindProcess(origin.Pid)).FirstOrDefault();
            if (change is null)
            {
                return claimant.Reach.Allowed;
            }

            if (change.Granted.IsSubsetOf(claimant.Reach.Possible))
            {
                return change.Granted;
            }

            CpuSet granted = change.Granted.Intersect(claimant.Reach.Possible);
            return granted.IsEmpty ? claimant.Reach.Allowed : granted;
        }
    }
}
