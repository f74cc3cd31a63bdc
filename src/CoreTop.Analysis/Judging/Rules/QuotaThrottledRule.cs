using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Tasks wait because their cgroup has used up its quota: looks like a pile-up but is not one.</summary>
/// <seealso href="https://docs.kernel.org/scheduler/sched-bwc.html"/>
internal static class QuotaThrottledRule
{
    public static DiagnosisRule Rule { get; } = new(
        "quota-throttled",
        FindingSeverity.Note,
        "Tasks wait because their cgroup has used up its CPU quota.",
        DiagnosisRule.OneWindow);

    public static void Find(Situation situation, List<Finding> findings)
    {
        foreach (QuotaLoad quota in situation.Snapshot.Quotas)
        {
            if (quota.ThrottledShare < situation.Level(Rule, QuotaLoad.Throttling))
            {
                continue;
            }

            ImmutableArray<FindingTask> tasks =
            [
                .. situation.Watch.Throttled
                    .Where(throttled => throttled.Quota == quota)
                    .Select(throttled => new FindingTask(
                        throttled.Task.Key,
                        throttled.Task.Pid,
                        throttled.Task.Name,
                        throttled.Task.Run,
                        throttled.Task.Wait,
                        throttled.Task.Affinity,
                        throttled.Process.Limit) { Program = throttled.Process.Name }),
            ];
            string cores = quota.QuotaCores.ToString("0.##", CultureInfo.InvariantCulture);
            string cgroup = Phrases.Printable(quota.Cgroup);
            findings.Add(Finding.Of(
                Rule,
                quota.Cgroup,
                $"The quota of {cgroup}, {cores} CPU, stops its tasks in {Phrases.Percent(quota.ThrottledShare)} of its periods. "
                    + "Other CPUs would not help.",
                new Fix(
                    "Nothing to move: the quota counts on every CPU.",
                    "Raise the quota: systemctl set-property UNIT CPUQuota=, docker update --cpus, or the container's CPU limit.")) with
            {
                InBrief = finding =>
                [
                    $"The quota of {cgroup}, {cores} CPU, stops its tasks in {Phrases.Percent(quota.ThrottledShare)} of its periods",
                    $"A quota of {cores} CPU stops {(finding.Tasks.IsEmpty ? "tasks" : FindingWords.Who(finding.Tasks))} in {Phrases.Percent(quota.ThrottledShare)} of its periods",
                ],
                Tasks = tasks,
            });
        }
    }
}
