using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Planning;

/// <summary>The masks that claimants have once a plan is done.</summary>
internal static class PlannedMasks
{
    /// <summary>Tells a claimant's mask: what the plan grants it, else the one it has.</summary>
    /// <remarks>A stream has what is granted to who starts it.</remarks>
    public static Func<Claimant, CpuSet> Of(ChangeIndex changes, Evidence evidence)
    {
        return MaskOf;

        CpuSet MaskOf(Claimant claimant)
        {
            PlannedChange? change = claimant.Task is { } task
                ? changes.Find(task)
                : StreamOrigin.Of(claimant.Stream!, evidence).Select(origin => changes.FindProcess(origin.Pid)).FirstOrDefault();
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
