using System.Collections.Immutable;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Tasks crowd on isolated CPUs, from which the kernel moves nothing, while other CPUs have room.</summary>
/// <seealso href="https://docs.kernel.org/admin-guide/kernel-parameters.html"/>
internal static class IsolatedRule
{
    private const double LeastCores = 0.5;

    public static DiagnosisRule Rule { get; } = new(
        "isolated",
        FindingSeverity.Note,
        "Tasks crowd on isolated CPUs while other CPUs have room.",
        DiagnosisRule.OneWindow);

    public static void Find(Situation situation, List<Finding> findings)
    {
        if (!CpusetLimitRule.IsLimiting(situation))
        {
            return;
        }

        // Tasks that crowd on one of several isolated CPUs are better spread there first.
        if (situation.Lost.Placement >= LeastCores && situation.Watch.Hungry.Exists(static task => task.Reach is { IsUnbalanced: true, Allowed.Count: > 1 }))
        {
            return;
        }

        foreach (ImmutableArray<Claimant> group in CpusetLimitRule.Limited(situation, isIsolated: true))
        {
            ImmutableArray<WatchedTask> tasks = [.. group.Where(static each => each.Task is not null).Select(static each => each.Task!)];
            double lost = CpusetLimitRule.LostOf(group, situation);
            if (!tasks.IsEmpty && lost >= situation.Level(Rule, LeastCores))
            {
                findings.Add(FindingOf(tasks, lost, situation));
            }
        }
    }

    private static Finding FindingOf(ImmutableArray<WatchedTask> tasks, double lost, Situation situation)
    {
        CpuSet isolated = CpuSet.Empty;
        CpuSet limit = situation.Watch.LookedAt(situation.Snapshot.Topology.Online);
        foreach (WatchedTask task in tasks)
        {
            isolated = task.Reach.Allowed.IsSubsetOf(isolated) ? isolated : isolated.Union(task.Reach.Allowed);
            limit = task.Limit is { } own ? limit.Intersect(own) : limit;
        }

        CpuSet elsewhere = limit.Except(situation.Unbalanced);
        CpuSet idle = situation.Idle.Except(isolated);
        string meanwhile = idle.IsEmpty ? "other CPUs have room" : Phrases.Idling(idle.Count);
        ImmutableArray<string> commands = elsewhere.IsEmpty
            ? []
            : [FixCommands.OfThreads(elsewhere, tasks.Select(static task => task.Task.Key.Tid))];
        return Finding.Of(
            Rule,
            isolated.ToString(),
            $"{Phrases.Tasks(tasks)} share the isolated {Phrases.Cpus(isolated)} ({Phrases.Shares(tasks)}), from which the kernel moves "
                + $"nothing, while {meanwhile}: {Phrases.Cores(lost)} lost.",
            new Fix(
                elsewhere.IsEmpty
                    ? "Their cpuset allows them no other CPU."
                    : $"Isolation keeps them there: a mask without the isolated CPUs, {elsewhere}, lets the kernel spread them.",
                commands,
                "Start no more tasks on isolated CPUs than there are, one pinned to each.")) with
        {
            InBrief = static finding => finding.InFewWords("on the isolated"),
            Cpus = isolated,
            IdleCpus = idle.Intersect(limit),
            LostCores = lost,
            ShortCores = lost,
            LostTo = LossKind.Limits,
            WhyLost = elsewhere.IsEmpty ? null
                : $"to isolation, off which the kernel moves nothing: a mask without the isolated CPUs gets {Count.ThemCores(lost)} back",
            Tasks = Phrases.FindingTasks(tasks),
        };
    }
}
