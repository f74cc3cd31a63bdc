using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Actions;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tui.Changing;
using CoreTop.Verdict;

namespace CoreTop.Tui.Panes.Balance;

/// <summary>
/// What the balance preview shows and what the user chose in it. It stays as it was when it was opened: nothing may move
/// under the user's fingers. Immutable.
/// </summary>
internal sealed record BalanceState
{
    private static readonly ImmutableArray<RebalanceStrategy> Strategies =
        [RebalanceStrategy.Widen, RebalanceStrategy.Spread, RebalanceStrategy.Pin];

    private readonly RebalanceOptions _options;
    private readonly FrozenDictionary<int, ProcessLoad> _processes;

    private BalanceState(Diagnosis diagnosis, Snapshot snapshot, RebalanceOptions options, RebalancePlan plan)
    {
        (Diagnosis, Snapshot, _options, Plan) = (diagnosis, snapshot, options, plan);
        _processes = snapshot.Processes
            .Where(process => plan.Changes.Any(change => change.Pid == process.Pid))
            .DistinctBy(process => process.Pid)
            .ToFrozenDictionary(process => process.Pid);
    }

    /// <summary>What it is about to fix.</summary>
    public Diagnosis Diagnosis { get; }

    /// <summary>The machine as diagnosed.</summary>
    public Snapshot Snapshot { get; }

    /// <summary>The plan of the strategy.</summary>
    public RebalancePlan Plan { get; }

    /// <summary>Changes that the user took out, by their task.</summary>
    public ImmutableHashSet<TaskKey> Unticked { get; private init; } = [];

    /// <summary>The change under the cursor.</summary>
    public int Cursor { get; private init; }

    /// <summary>What the plan writes.</summary>
    public RebalanceStrategy Strategy => Plan.Strategy;

    /// <summary>The changes that are left in.</summary>
    public ImmutableArray<PlannedChange> Ticked =>
        Unticked.IsEmpty ? Plan.Changes : [.. Plan.Changes.Where(change => !Unticked.Contains(change.Task))];

    /// <summary>How many tasks those are: a process counts with all its threads.</summary>
    public int TickedTasks => Ticked.Sum(Tasks);

    /// <summary>CPU time that the hungry tasks would get, in cores; without the whole plan it is estimated from the share that is left in.</summary>
    public double CoresAfter => Plan.IsEmpty
        ? Plan.CoresBefore
        : Plan.CoresBefore + ((Plan.CoresAfter - Plan.CoresBefore) * Ticked.Length / Plan.Changes.Length);

    /// <summary>Opens the preview.</summary>
    /// <param name="diagnosis">What is wrong.</param>
    /// <param name="snapshot">The machine as diagnosed.</param>
    /// <param name="options">What may be done.</param>
    public static BalanceState Open(Diagnosis diagnosis, Snapshot snapshot, RebalanceOptions options) =>
        new(diagnosis, snapshot, options, RebalancePlanner.Plan(diagnosis, options));

    /// <summary>Whether the change is left in.</summary>
    public bool IsTicked(PlannedChange change) => !Unticked.Contains(change.Task);

    /// <summary>How many tasks a change is about.</summary>
    public int Tasks(PlannedChange change) =>
        change.IsWholeProcess && _processes.TryGetValue(change.Pid, out ProcessLoad? process) ? process.ThreadCount : 1;

    /// <summary>The same with the next strategy, or with the one before; what was taken out stays out.</summary>
    public BalanceState SwitchStrategy(int step)
    {
        int index = (Strategies.IndexOf(Strategy) + step + Strategies.Length) % Strategies.Length;
        return Renew(Diagnosis, Snapshot, _options with { Strategy = Strategies[index] });
    }

    /// <summary>The same for the machine as it is now; what was taken out stays out.</summary>
    public BalanceState Renew(Diagnosis diagnosis, Snapshot snapshot) => Renew(diagnosis, snapshot, _options);

    /// <summary>Whether the changes left in write the same as those of another.</summary>
    public bool WritesTheSame(BalanceState other) => Writes(this).SetEquals(Writes(other));

    /// <summary>A change as it is searched: its task, its CPUs before and after, and why.</summary>
    public static string TextOf(PlannedChange change) =>
        string.Create(CultureInfo.InvariantCulture, $"{change.Tid} {change.Name} {change.From} {RebalanceText.To(change)} {change.Reason}");

    /// <summary>With the cursor on that change, or the nearest there is.</summary>
    public BalanceState MoveTo(int index) =>
        this with { Cursor = Math.Clamp(index, 0, Math.Max(0, Plan.Changes.Length - 1)) };

    /// <summary>With the change under the cursor taken out or put back, and the cursor on the next.</summary>
    public BalanceState Toggle()
    {
        if (Plan.IsEmpty)
        {
            return this;
        }

        TaskKey task = Plan.Changes[Cursor].Task;
        ImmutableHashSet<TaskKey> without = Unticked.Remove(task);
        BalanceState toggled = this with { Unticked = ReferenceEquals(without, Unticked) ? Unticked.Add(task) : without };
        return toggled.MoveTo(Cursor + 1);
    }

    /// <summary>What is about to be done, as far as it decides whether the user is asked.</summary>
    /// <param name="userId">Whose tasks are changed without asking.</param>
    /// <param name="mayChangeOthers">Tasks of other users can be changed.</param>
    public Intention Intention(int userId, bool mayChangeOthers)
    {
        PlannedChange[] ofOthers = mayChangeOthers ? [.. Ticked.Where(change => IsAnothers(change, userId))] : [];
        return new Intention(IntentionKind.Affinity, "Balance: ", Whom: null)
        {
            Tasks = TickedTasks,
            Targets = TickedTasks,
            OfOthers = ofOthers.Sum(Tasks),
            OtherUsers = [.. ofOthers.Select(change => _processes[change.Pid].Details!.User).Distinct()],
        };
    }

    /// <summary>Every online CPU before and after, without the changes that were taken out.</summary>
    public ImmutableArray<ExpectedLoad> Loads()
    {
        if (Unticked.IsEmpty)
        {
            return Plan.Loads;
        }

        var untouched = Plan.Changes.Where(change => !IsTicked(change) && change.Target is not null)
            .Select(change => change.Target!.Value)
            .ToFrozenSet();
        return [.. Plan.Loads.Select(load => untouched.Contains(load.Cpu) ? load with { After = load.Before } : load)];
    }

    private BalanceState Renew(Diagnosis diagnosis, Snapshot snapshot, RebalanceOptions options) =>
        new BalanceState(diagnosis, snapshot, options, RebalancePlanner.Plan(diagnosis, options))
        {
            Unticked = Unticked,
            Cursor = Cursor,
        }.MoveTo(Cursor);

    private static HashSet<(TaskKey, CpuSet?, CpuSet?)> Writes(BalanceState balance) =>
        [.. balance.Ticked.Select(change => (change.Task, change.First, change.To))];

    private bool IsAnothers(PlannedChange change, int userId) =>
        _processes.TryGetValue(change.Pid, out ProcessLoad? process) && AffinityTargets.IsAnothers(process, userId);
}
