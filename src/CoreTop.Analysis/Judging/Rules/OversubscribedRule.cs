using System.Collections.Immutable;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>There are more hungry tasks than CPUs, and no CPU is idle: there is nothing to rebalance.</summary>
internal static class OversubscribedRule
{
    /// <summary>Two shares are uneven if one is below this part of the other.</summary>
    private const double UnevenShare = 0.5;

    private const double LightWeight = 0.1;

    public static DiagnosisRule Rule { get; } = new(
        "oversubscribed",
        FindingSeverity.Note,
        "More tasks want a CPU than there are CPUs, and none idles.",
        DiagnosisRule.OneWindow,
        Find);

    private static void Find(Situation situation, List<Finding> findings)
    {
        // As long as masks or limits cost cores, the number of tasks is not the problem.
        if (situation.Slots.Gain > 0 || CpusetLimitRule.IsLimiting(situation)
            || situation.Collisions.Any(collision => CollisionKinds.Of(collision, situation) is not null))
        {
            return;
        }

        foreach (Crowd crowd in situation.Slots.CrowdsWithinLimits)
        {
            bool isUnknown = crowd.Tasks.Any(task => !task.Reach.IsKnown);
            bool isIdleInReach = crowd.Tasks.Any(task => task.Reach.Possible.Overlaps(situation.Quiet));
            if (crowd.Tasks.Length < 2 || crowd.Cpus.IsEmpty || isUnknown || isIdleInReach || AreFillers(crowd))
            {
                continue;
            }

            string nested = Nested(crowd);
            findings.Add(Rule.Finding(
                crowd.Confines.ToString(),
                $"{Phrases.Count(crowd.Tasks.Length, "task")} want {Phrases.Cpus(crowd.Confines)} ({Phrases.Shares(crowd.Tasks)}): "
                    + $"{(crowd.Confines.Count == 1 ? "it is" : "all of them are")} in use, nothing to rebalance.{nested}{Weights(crowd, situation)}",
                FixFor(isNested: nested.Length > 0)) with
            {
                Cpus = crowd.Confines,
                Tasks = Phrases.FindingTasks(crowd.Tasks),
            });
        }
    }

    // Work of low priority is meant to take what others leave; without it there are enough CPUs.
    private static bool AreFillers(Crowd crowd)
    {
        double most = crowd.Tasks.Max(static task => Priority.WeightOf(task.Task));
        return crowd.Tasks.Count(task => Priority.WeightOf(task.Task) >= LightWeight * most) <= crowd.Cpus.Count;
    }

    private static Fix FixFor(bool isNested) => new(
        "Nothing to move.",
        !isNested
            ? "Start fewer workers: about as many as CPUs."
            : "Start one thread in each process: set OMP_NUM_THREADS=1, OPENBLAS_NUM_THREADS=1, MKL_NUM_THREADS=1.");

    // Workers that each start as many threads as there are CPUs.
    private static string Nested(Crowd crowd)
    {
        if (crowd.Tasks.Any(static task => task.Process.Threads.IsEmpty))
        {
            return string.Empty;
        }

        List<int> threads = [.. crowd.Tasks.GroupBy(static task => task.Task.Pid).Select(static process => process.Count())];
        bool isNested = threads.Count > 1 && threads.TrueForAll(static count => count > 1);
        return isNested
            ? $" They are {threads.Count} processes of {(threads.Min() == threads.Max() ? $"{threads[0]}" : $"{threads.Min()} to {threads.Max()}")} "
                + "threads: one thread each would do (OMP_NUM_THREADS=1, OPENBLAS_NUM_THREADS=1, MKL_NUM_THREADS=1)."
            : string.Empty;
    }

    // Tasks of one cgroup may starve next to those of another with a far greater weight.
    private static string Weights(Crowd crowd, Situation situation)
    {
        if (situation.Snapshot.CpuCgroups.IsEmpty)
        {
            return string.Empty;
        }

        List<(CpuCgroup Cgroup, double Share)> groups =
        [
            .. crowd.Tasks.GroupBy(task => CgroupOf(task, situation.Snapshot.CpuCgroups)).Where(static group => group.Key is not null)
                .Select(static group => (group.Key!, group.Average(static task => task.Run))),
        ];
        if (groups.Count < 2)
        {
            return string.Empty;
        }

        (CpuCgroup light, double least) = groups.MinBy(static group => group.Share);
        (CpuCgroup heavy, double most) = groups.MaxBy(static group => group.Share);
        return least < UnevenShare * most && light.Weight < heavy.Weight
            ? $" Tasks of {Phrases.Printable(light.Cgroup)} have {Phrases.Percent(least)} each, as its weight is {light.Weight} against "
                + $"{heavy.Weight} of {Phrases.Printable(heavy.Cgroup)}."
            : string.Empty;
    }

    private static CpuCgroup? CgroupOf(WatchedTask task, ImmutableArray<CpuCgroup> cgroups) => task.Cgroup is { } path
        ? cgroups.Where(cgroup => path == cgroup.Cgroup || path.StartsWith($"{cgroup.Cgroup}/", StringComparison.Ordinal))
            .MaxBy(static cgroup => cgroup.Cgroup.Length)
        : null;
}
