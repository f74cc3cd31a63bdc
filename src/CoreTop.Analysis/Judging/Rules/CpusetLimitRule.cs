using System.Collections.Immutable;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>A cpuset keeps tasks off CPUs that have room.</summary>
internal static class CpusetLimitRule
{
    private const double LeastCores = 0.5;
    private const double MuchGrowth = 0.1;
    private const double MuchOfItself = 0.2;
    private const double LeastGrowth = 0.001;
    private const int MostNamed = 2;

    public static DiagnosisRule Rule { get; } = new(
        "cpuset-limit",
        FindingSeverity.Note,
        "A cpuset keeps tasks off CPUs that have room.",
        DiagnosisRule.OneWindow);

    /// <summary>Whether cpusets or isolation keep a claimant off CPUs that have room.</summary>
    internal static bool IsLimiting(Situation situation) => situation.Lost.Limits >= situation.Level(Rule, LeastCores);

    /// <summary>The claimants that would get more from the whole machine than their limits give, grouped where they share CPUs or belong to one job.</summary>
    /// <param name="situation">What is known.</param>
    /// <param name="isIsolated">True for those that live on isolated CPUs, false for the others.</param>
    internal static IEnumerable<ImmutableArray<Claimant>> Limited(Situation situation, bool isIsolated)
    {
        List<Claimant> limited =
        [
            .. situation.Shares.Claimants.Where(each => each.Reach.IsUnbalanced == isIsolated && GrowthOf(each) is var growth
                && growth > LeastGrowth && (growth > MuchGrowth * each.Count || growth > MuchOfItself * each.ByLimits)),
        ];
        return ClaimantGroups.Of(limited, static each => each.Reach.Possible);
    }

    /// <summary>How much more the whole machine would give it.</summary>
    internal static double GrowthOf(Claimant claimant) => claimant.ByMachine - Math.Max(claimant.ByLimits, claimant.ByMasks);

    /// <summary>A group's part of what is lost to limits.</summary>
    internal static double LostOf(IEnumerable<Claimant> group, Situation situation)
    {
        double all = situation.Shares.Claimants.Sum(static each => Math.Max(0, GrowthOf(each)));
        return all > 0 ? Math.Min(1, group.Sum(GrowthOf) / all) * situation.Lost.Limits : 0;
    }

    public static void Find(Situation situation, List<Finding> findings)
    {
        if (!IsLimiting(situation))
        {
            return;
        }

        foreach (ImmutableArray<Claimant> group in Limited(situation, isIsolated: false))
        {
            ImmutableArray<WatchedTask> tasks = [.. group.Where(static each => each.Task is not null).Select(static each => each.Task!)];
            double lost = LostOf(group, situation);
            if (tasks.IsEmpty || lost < situation.Level(Rule, LeastCores))
            {
                continue;
            }

            CpuSet confines = CpuSet.Empty;
            foreach (Claimant each in group)
            {
                confines = each.Reach.Possible.IsSubsetOf(confines) ? confines : confines.Union(each.Reach.Possible);
            }

            CpuSet idle = situation.Idle.Except(confines);
            string[] cgroups = [.. group.Select(CgroupOf).OfType<string>().Distinct()];
            string by = cgroups.Length switch
            {
                0 => "their cpusets",
                1 => $"the cpuset of {Phrases.Printable(cgroups[0])}",
                <= MostNamed => $"the cpusets of {Phrases.Printable(cgroups[0])} and {Phrases.Printable(cgroups[1])}",
                _ => $"{cgroups.Length} cpusets such as that of {Phrases.Printable(cgroups[0])}",
            };
            string share = tasks.Length == 1 ? "has to share" : "share";
            string meanwhile = idle.IsEmpty ? "other CPUs have room" : Phrases.Idling(idle.Count);
            findings.Add(Finding.Of(
                Rule,
                confines.ToString(),
                $"{Phrases.Tasks(tasks)} {share} {Phrases.Cpus(confines)} ({Phrases.Shares(tasks)}), limited by {by}, "
                    + $"while {meanwhile}: {Phrases.Cores(lost)} lost.",
                new Fix("Nothing to move: affinity cannot go beyond a cpuset.", PermanentFor(cgroups))) with
            {
                IsLimit = true,
                InBrief = static finding => finding.InFewWords("limited to"),
                Cpus = confines,
                IdleCpus = idle,
                LostCores = lost,
                ShortCores = lost,
                LostTo = LossKind.Limits,
                Tasks = Phrases.FindingTasks(tasks),
            });
        }
    }

    private static string? CgroupOf(Claimant claimant) =>
        claimant.Task?.LimitedBy ?? claimant.Stream?.Members.FirstOrDefault()?.Details?.LimitedBy;

    private static string PermanentFor(string[] cgroups) => cgroups.Any(static cgroup => cgroup.Contains("libvirt", StringComparison.Ordinal)
            || cgroup.Contains("machine-qemu", StringComparison.Ordinal))
        ? "Give the guest more CPUs: virsh vcpupin DOMAIN VCPU CPUS for what it computes, virsh emulatorpin DOMAIN CPUS for the rest of QEMU."
        : "Give the cgroup more CPUs: AllowedCPUs= of the systemd unit, docker update --cpuset-cpus, or the kubelet's CPU manager.";
}
