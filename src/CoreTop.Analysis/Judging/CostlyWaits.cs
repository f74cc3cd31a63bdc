using CoreTop.Analysis.Sharing;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging;

/// <summary>Distinguishes waits that cost something from those on a machine that is shared fairly.</summary>
internal static class CostlyWaits
{
    /// <summary>Less of a CPU than this is noise.</summary>
    private const double LeastShare = 0.1;

    /// <summary>The tasks, each with its process: those of findings that cost cores, those that wider masks would give more, and those that wait while a CPU that they may use idles.</summary>
    /// <param name="diagnosis">What is wrong.</param>
    public static IEnumerable<(TaskKey Task, int Pid)> Of(Diagnosis diagnosis)
    {
        foreach (Finding finding in diagnosis.Findings)
        {
            if (finding.Cost is not null)
            {
                foreach (FindingTask task in finding.Tasks)
                {
                    yield return (task.Key, task.Pid);
                }
            }
        }

        foreach (Claimant claimant in diagnosis.Situation?.Shares.Claimants ?? [])
        {
            if (claimant.Task is { } task && (claimant.Growth >= LeastShare
                || (task.Wait >= LeastShare && task.Reach.Allowed.Overlaps(diagnosis.Situation!.Quiet))))
            {
                yield return (task.Task.Key, task.Task.Pid);
            }
        }
    }
}
