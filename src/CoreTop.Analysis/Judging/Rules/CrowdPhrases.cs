using System.Collections.Immutable;
using CoreTop.Analysis.Planning;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>What the rules about crowds have in common.</summary>
internal static class CrowdPhrases
{
    /// <summary>Idle CPUs outside the crowd's that another mask would let its tasks use.</summary>
    public static CpuSet IdleInReach(Crowd crowd, Evidence evidence)
    {
        CpuSet reach = CpuSet.Empty;
        foreach (HungryTask task in crowd.Tasks)
        {
            reach = task.Reach.Possible.IsSubsetOf(reach) ? reach : reach.Union(task.Reach.Possible);
        }

        return evidence.Quiet.Intersect(reach).Except(crowd.Confines);
    }

    /// <summary>The commands that do what the plan would do for the crowd.</summary>
    public static ImmutableArray<string> Commands(Crowd crowd, Evidence evidence) =>
        Commands(evidence.Plan, crowd.Tasks);

    /// <summary>The commands that do what the plan would do for these tasks.</summary>
    public static ImmutableArray<string> Commands(RebalancePlan plan, IEnumerable<HungryTask> tasks)
    {
        var pids = new HashSet<int>();
        var keys = new HashSet<TaskKey>();
        foreach (HungryTask task in tasks)
        {
            pids.Add(task.Task.Pid);
            keys.Add(task.Task.Key);
        }

        return
        [
            .. plan.Changes
                .Where(change => change.IsWholeProcess ? pids.Contains(change.Pid) : keys.Contains(change.Task))
                .Select(change => change.Command),
        ];
    }
}
