using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>There are more hungry tasks than CPUs, and no CPU is idle: there is nothing to rebalance.</summary>
internal static class OversubscribedRule
{
    private const double LightWeight = 0.1;

    public static DiagnosisRule Rule { get; } = new(
        "oversubscribed",
        FindingSeverity.Note,
        "More tasks want a CPU than there are CPUs, and none idles.",
        DiagnosisRule.OneWindow);

    public static void Find(Situation situation, List<Finding> findings)
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
            CpuSet wanted = WantedBy(crowd, situation);
            bool isIdleInReach = crowd.Tasks.Any(task => task.Reach.Possible.Overlaps(situation.Quiet));
            if (crowd.Tasks.Length < 2 || crowd.Cpus.IsEmpty || wanted.IsEmpty || isUnknown || isIdleInReach || AreFillers(crowd))
            {
                continue;
            }

            string nested = Nested(crowd);
            string inUse = situation.Watch.LookedAt(crowd.Confines).IsSubsetOf(wanted)
                ? $"{(wanted.Count == 1 ? "it is" : "all of them are")} in use, nothing to rebalance"
                : $"{(wanted.Count == 1 ? "it is" : "they are")} in use, and so is every other that they could have: nothing to rebalance";
            UnevenShares? uneven = UnevenShares.Of(crowd, situation.Shares.Cgroups);
            findings.Add(Finding.Of(
                Rule,
                crowd.Confines.ToString(),
                $"{Phrases.Tasks(crowd.Tasks.Length, Phrases.Program(crowd.Tasks))} want {Phrases.Cpus(wanted)} ({Phrases.Shares(crowd.Tasks)}): "
                    + $"{inUse}.{nested}{uneven?.Sentence}",
                FixFor(nested.Length > 0, uneven)) with
            {
                InBrief = finding =>
                [
                    $"{FindingWords.Who(finding.Tasks)} want {FindingWords.Cpus(wanted)} ({Phrases.Shares(crowd.Tasks)}): "
                        + $"{(wanted.Count == 1 ? "it is" : "all are")} in use",
                    $"{FindingWords.Who(finding.Tasks)} want {FindingWords.Cpus(wanted)}",
                ],
                Cpus = wanted,
                Tasks = Phrases.FindingTasks(crowd.Tasks),
            });
        }
    }

    // The CPUs of their own masks: what others they could be given is not where they are.
    private static CpuSet WantedBy(Crowd crowd, Situation situation)
    {
        CpuSet all = CpuSet.Empty;
        foreach (WatchedTask task in crowd.Tasks)
        {
            all = task.Reach.Allowed.IsSubsetOf(all) ? all : all.Union(task.Reach.Allowed);
        }

        return situation.Watch.LookedAt(all);
    }

    // Work of low priority is meant to take what others leave; without it there are enough CPUs.
    private static bool AreFillers(Crowd crowd)
    {
        double most = crowd.Tasks.Max(static task => Priority.WeightOf(task.Task));
        return crowd.Tasks.Count(task => Priority.WeightOf(task.Task) >= LightWeight * most) <= crowd.Cpus.Count;
    }

    // Too many threads are the reason even where some of them weigh less.
    private static Fix FixFor(bool isNested, UnevenShares? uneven) => new(
        uneven is null ? "Nothing to move." : "Nothing to move: any CPU would be divided in the same way.",
        isNested ? "Start one thread in each process: set OMP_NUM_THREADS=1, OPENBLAS_NUM_THREADS=1, MKL_NUM_THREADS=1."
            : uneven?.Permanent ?? "Start fewer workers: about as many as CPUs.");

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
}
