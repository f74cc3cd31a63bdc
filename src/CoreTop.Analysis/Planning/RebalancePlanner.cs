using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>Plans which tasks to move where: a pure function of a diagnosis.</summary>
/// <remarks>
/// Its aims, most important first: most CPU time for hungry tasks, fewest tasks changed, near and quiet targets.
/// What it never does: leave a task's limit, touch kernel threads and deadline tasks, CoreTop itself, tasks that the options
/// protect, or a task that is alone on the one CPU it is pinned to. It touches real-time tasks only where they collide.
/// </remarks>
public static class RebalancePlanner
{
    /// <summary>The plan that gives hungry tasks most CPU time with the fewest tasks changed.</summary>
    /// <param name="diagnosis">The diagnosis; the plan is as recent as it is.</param>
    /// <param name="options">What it may do.</param>
    public static RebalancePlan Plan(Diagnosis diagnosis, RebalanceOptions options) =>
        diagnosis.Situation is { } situation ? Plan(situation, options) : new RebalancePlan { Strategy = options.Strategy };

    /// <summary>The commands of the plan with default options.</summary>
    internal static ImmutableArray<PlannedCommand> CommandsFor(Situation situation) =>
    [
        .. Plan(situation, RebalanceOptions.Default).Changes
            .Select(static change => new PlannedCommand(
                change.Task,
                change.Pid,
                change.IsWholeProcess,
                FixCommands.Of(change.To, change.IsWholeProcess, change.Tid),
                change.IsStarter ? change.From : null)),
    ];

    internal static RebalancePlan Plan(Situation situation, RebalanceOptions options)
    {
        double before = PlanGain.Before(situation);
        var nothing = new RebalancePlan { Strategy = options.Strategy, CoresBefore = before, CoresAfter = before };
        List<TaskClass> classes = ClassesFor(situation, options);
        bool isAsJudged = ReferenceEquals(classes, situation.Slots.Classes);
        Assignment? assignment = classes.Count == 0 || (isAsJudged && situation.Slots.Gain == 0) ? null : new Assignment(classes, situation);
        var planned = new List<PlannedTask>(assignment is null ? 0 : situation.Watch.Hungry.Count);
        if (assignment is { Gain: > 0 })
        {
            planned.AddRange(assignment.Changes());
        }

        ImmutableArray<PlannedChange> changes = planned.Count == 0 ? [] : ChangesOf(planned, assignment!, situation, options);
        var index = new ChangeIndex(changes);
        changes = [.. changes, .. Widening.Changes(situation, options, index)];
        if (changes.IsEmpty)
        {
            return nothing;
        }

        Func<Claimant, CpuSet> maskOf = PlannedMasks.Of(index, situation);
        return nothing with
        {
            Changes = changes,
            Loads = ExpectedLoads.Of(index, situation),
            BasisMaker = new Lazy<GainBasis>(() => PlanGain.BasisOf(changes, situation)),
            CoresAfter = Math.Max(before, PlanGain.After(before, maskOf, situation)),
            IsMost = PlanGain.IsMost(maskOf, situation),
        };
    }

    // Tasks that must not be changed may "move" only to where they are; so may tasks that the kernel itself never moves.
    private static List<TaskClass> ClassesFor(Situation situation, RebalanceOptions options)
    {
        bool areAsTheyAre = true;
        var tasks = new List<WatchedTask>(situation.Watch.Hungry.Count);
        foreach (WatchedTask task in situation.Watch.Hungry)
        {
            Reach reach = task.Reach;
            bool isHeld = reach.IsUnbalanced && reach.Allowed.Contains(task.Task.LastCpu);
            bool mayChange = options.MayChange(task.Task, task.Process);
            if (!isHeld && mayChange)
            {
                tasks.Add(task);
                continue;
            }

            CpuSet allowed = isHeld ? CpuSet.Of(task.Task.LastCpu.Number) : reach.Allowed;
            reach = reach with { Allowed = allowed, Possible = mayChange ? reach.Possible : allowed };
            areAsTheyAre &= reach == task.Reach;
            tasks.Add(task with { Reach = reach });
        }

        return areAsTheyAre ? situation.Slots.Classes : TaskClasses.Of(tasks, situation.Slots.Slots);
    }

    private static ImmutableArray<PlannedChange> ChangesOf(
        List<PlannedTask> planned, Assignment assignment, Situation situation, RebalanceOptions options)
    {
        Dictionary<CpuId, int> sharers = SharersOf(situation.Watch.Hungry);
        var folded = new HashSet<TaskKey>();
        (CpuId From, CpuId? To, string Text) reason = default;
        var changes = ImmutableArray.CreateBuilder<PlannedChange>(planned.Count);
        foreach (PlannedTask each in planned)
        {
            ProcessLoad process = each.Task.Process;
            bool isPinned = each.Cpu is not null && (options.Strategy == RebalanceStrategy.Pin || each.Task.Reach.IsUnbalanced);
            bool isWider = !each.Task.Reach.Possible.IsSubsetOf(each.Task.Task.Affinity!);
            if (each.Cpu is null && (each.Task.Reach.IsUnbalanced || !isWider))
            {
                continue;
            }

            bool isSpread = each.Cpu is not null && !isPinned && options.Strategy == RebalanceStrategy.Spread;
            bool isWhole = process.Threads.IsEmpty
                || (!isPinned && options.Strategy == RebalanceStrategy.Widen && options.MayChangeWhole(process));
            if (isWhole && !process.Threads.IsEmpty && !folded.Add(process.Key))
            {
                continue;
            }

            // The remaining tasks of a crowd share one reason.
            CpuId from = each.Task.Task.LastCpu;
            if (reason.Text is null || reason.From != from || reason.To != each.Cpu)
            {
                reason = (from, each.Cpu, ReasonOf(each, sharers, assignment.Targets));
            }

            CpuSet reach = each.Task.Reach.Possible;
            CpuSet? one = each.Cpu is { } cpu ? CpuSet.Of(cpu.Number) : null;
            changes.Add(new PlannedChange(
                isWhole ? process.Key : each.Task.Task.Key,
                process.Pid,
                isWhole ? process.Name : each.Task.Task.Name,
                isWhole,
                each.Task.Task.Affinity!,
                To: isPinned ? one : reach.Equals(process.Limit) ? null : reach,
                First: isSpread ? one : null,
                each.Cpu,
                process.Limit,
                reason.Text));
        }

        return changes.DrainToImmutable();
    }

    private static Dictionary<CpuId, int> SharersOf(List<WatchedTask> tasks)
    {
        Dictionary<CpuId, int> sharers = [];
        foreach (WatchedTask task in tasks)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(sharers, task.Task.LastCpu, out _)++;
        }

        return sharers;
    }

    private static string ReasonOf(PlannedTask planned, Dictionary<CpuId, int> sharers, TargetFinder targets)
    {
        CpuId from = planned.Task.Task.LastCpu;
        int sharing = sharers[from];
        string why = sharing > 1 ? $"{sharing} tasks share CPU {from}" : $"waits on CPU {from}";
        if (planned.Cpu is not { } cpu)
        {
            return $"{why}; no CPU is left for it alone";
        }

        string near = targets.Distance(from, cpu) is { } distance ? $" ({distance})" : string.Empty;
        return $"{why}; CPU {cpu} is free{near}";
    }
}
