using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>The masks are wide enough, but the kernel does not balance load between those CPUs, so tasks pile up on one of them.</summary>
/// <seealso href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpuset-interface-files"/>
internal static class UnbalancedDomainRule
{
    private const double LeastCores = 0.5;

    public static DiagnosisRule Rule { get; } = new(
        "unbalanced-domain",
        FindingSeverity.Warning,
        "Tasks pile up on one of the CPUs they may use, because the kernel does not balance load between them.",
        DiagnosisRule.Lasting);

    public static void Find(Situation situation, List<Finding> findings)
    {
        if (situation.Lost.Placement < LeastCores)
        {
            return;
        }

        IEnumerable<IGrouping<CpuSet, WatchedTask>> domains = situation.Hungry
            .Where(task => task.Reach.IsUnbalanced && task.Reach.Allowed.Count > 1)
            .GroupBy(task => task.Reach.Allowed);
        foreach (IGrouping<CpuSet, WatchedTask> domain in domains)
        {
            ImmutableArray<WatchedTask> tasks = [.. domain];
            CpuSet used = CpuSet.Of(tasks.Select(task => task.Task.LastCpu));
            CpuSet idle = situation.Quiet.Intersect(domain.Key).Except(used);
            int lost = Math.Min(tasks.Length - used.Count, idle.Count);
            if (lost > 0)
            {
                findings.Add(FindingOf(tasks, domain.Key, used, idle, lost, situation));
            }
        }
    }

    private static Finding FindingOf(
        ImmutableArray<WatchedTask> tasks, CpuSet domain, CpuSet used, CpuSet idle, int lost, Situation situation)
    {
        string why = domain.IsSubsetOf(situation.Snapshot.Topology.Isolated) ? "are isolated" : "have load balancing off";
        double cores = Math.Min(lost, situation.Lost.Placement);
        int without = tasks.Length - domain.Count;
        string rest = without > 0
            ? $" There {(without == 1 ? "is" : "are")} {Phrases.Count(without, "task")} more than CPUs, so the rest stays as it is."
            : string.Empty;
        return Finding.Of(
            Rule,
            domain.ToString(),
            $"{Phrases.Tasks(tasks)} may use {Phrases.Cpus(domain)} but all run on {Phrases.Cpus(used)}: these CPUs {why}, "
                + $"so the kernel never spreads them. {Phrases.Cores(cores)} lost.",
            new Fix(
                $"Pin them one to a CPU: a wider mask would change nothing.{rest}",
                () => CollisionPhrases.Commands(Phrases.FindingTasks(tasks), situation),
                "Pin each task to a CPU of its own when it starts, or turn load balancing on: cpuset.sched_load_balance=1, "
                    + "a partition of type root instead of isolated, or fewer CPUs in isolcpus=.")) with
        {
            InBrief = finding =>
            [
                $"{FindingWords.Who(finding.Tasks)} on {FindingWords.Cpus(used)} of {FindingWords.Cpus(domain)}, never spread: {Phrases.Cores(cores)} lost",
                $"{FindingWords.Who(finding.Tasks)} on {FindingWords.Cpus(used)}, never spread",
            ],
            Cpus = domain,
            IdleCpus = idle,
            LostCores = cores,
            LostTo = LossKind.Placement,
            Tasks = Phrases.FindingTasks(tasks),
        };
    }
}
