using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>D11: a cpuset keeps more hungry tasks than it has CPUs off CPUs that idle.</summary>
internal static class CpusetLimitRule
{
    private const double LeastCores = 1;

    public static DiagnosisRule Rule { get; } = new(
        "cpuset-limit",
        FindingSeverity.Note,
        "A cpuset keeps hungry tasks off CPUs that idle.",
        DiagnosisRule.OneWindow,
        Find);

    /// <summary>Whether the crowd could use an idle CPU if only its cpusets allowed it.</summary>
    internal static bool IsLimited(Crowd crowd, Evidence evidence) =>
        evidence.Fit.Lost.Limits >= evidence.Level(Rule, LeastCores)
            && crowd.Tasks.All(task => task.Process.Limit is { } limit && !evidence.Idle.Except(limit).IsEmpty);

    private static void Find(Evidence evidence, List<Finding> findings)
    {
        foreach (Crowd crowd in evidence.Fit.CrowdsWithinLimits)
        {
            if (!IsLimited(crowd, evidence))
            {
                continue;
            }

            CpuSet idle = evidence.Idle.Except(crowd.Confines);
            double lost = Math.Min(crowd.Unmatched, evidence.Fit.Lost.Limits);
            string[] cgroups = [.. crowd.Tasks.Select(task => task.Process.Details?.LimitedBy).OfType<string>().Distinct()];
            string by = cgroups.Length == 1 ? $"the cpuset of {Phrases.Printable(cgroups[0])}" : "their cpusets";
            findings.Add(Rule.Finding(
                crowd.Confines.ToString(),
                $"{Phrases.Tasks(crowd.Tasks)} share {Phrases.Cpus(crowd.Confines)} ({Phrases.Shares(crowd.Tasks)}), limited by {by}, "
                    + $"while {Phrases.Idling(idle.Count)}: {Phrases.Cores(lost)} lost.",
                new Fix(
                    "Nothing to move: affinity cannot go beyond a cpuset.",
                    "Give the cgroup more CPUs: AllowedCPUs= of the systemd unit, docker update --cpuset-cpus, or the kubelet's CPU manager.")) with
            {
                Cpus = crowd.Confines,
                IdleCpus = idle,
                LostCores = lost,
                LostTo = LossKind.Limits,
                Tasks = Phrases.FindingTasks(crowd.Tasks),
            });
        }
    }
}
