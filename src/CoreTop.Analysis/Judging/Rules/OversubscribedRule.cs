using CoreTop.Analysis.Sharing;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>D9: more hungry tasks than CPUs, and none idles: nothing to rebalance.</summary>
internal static class OversubscribedRule
{
    public static DiagnosisRule Rule { get; } = new(
        "oversubscribed",
        FindingSeverity.Note,
        "More tasks want a CPU than there are CPUs, and none idles.",
        DiagnosisRule.OneWindow,
        Find);

    private static void Find(Evidence evidence, List<Finding> findings)
    {
        foreach (Crowd crowd in evidence.Fit.CrowdsWithinLimits)
        {
            // While masks still cost cores, or nobody knows what the limits are, too many tasks are not what is wrong.
            bool isUnknown = crowd.Tasks.Any(task => !task.Reach.IsKnown);
            bool isIdleInReach = crowd.Tasks.Any(task => task.Reach.Possible.Overlaps(evidence.Quiet));
            if (crowd.Tasks.Length < 2 || crowd.Cpus.IsEmpty || isUnknown || isIdleInReach || evidence.Fit.Gain > 0
                || CpusetLimitRule.IsLimited(crowd, evidence))
            {
                continue;
            }

            findings.Add(Rule.Finding(
                crowd.Confines.ToString(),
                $"{Phrases.Count(crowd.Tasks.Length, "hungry task")} for {Phrases.Cpus(crowd.Confines)} "
                    + $"({Phrases.Shares(crowd.Tasks)}): every one of these CPUs is in use, nothing to rebalance.",
                new Fix("Nothing to move.", "Start fewer workers: about as many as CPUs.")) with
            {
                Cpus = crowd.Confines,
                Tasks = Phrases.FindingTasks(crowd.Tasks),
            });
        }
    }
}
