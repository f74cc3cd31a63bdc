using CoreTop.Actions;
using CoreTop.Analysis.Planning;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Verdict;

/// <summary>The outcome of a plan, by task: the steps of one task count as one.</summary>
internal sealed class RebalanceOutcome
{
    private readonly OrderedDictionary<TaskKey, AffinityChange> _moved = [];
    private readonly OrderedDictionary<TaskKey, TaskRefusal> _refused = [];
    private readonly Dictionary<(TaskKey Task, bool IsWholeProcess), AffinityOutcome> _last = [];

    /// <summary>Sums a batch up.</summary>
    /// <param name="batch">The outcome of the requests of <see cref="RebalanceRequests"/>.</param>
    public RebalanceOutcome(BatchOutcome batch)
    {
        JournalProblem = batch.JournalProblem;
        var unchanged = new Dictionary<(TaskKey, bool), int>();
        foreach (AffinityOutcome outcome in batch.Outcomes)
        {
            (TaskKey, bool) name = (outcome.Request.Task, outcome.Request.IsWholeProcess);
            _last[name] = outcome;
            unchanged[name] = outcome.Unchanged;
            IsRecorded |= outcome.IsRecorded;
            foreach (AffinityChange change in outcome.Changes)
            {
                _moved[change.Task] = _moved.TryGetValue(change.Task, out AffinityChange? earlier)
                    ? earlier with { To = change.To }
                    : change;
            }

            foreach (TaskRefusal refusal in outcome.Refusals)
            {
                _refused[refusal.Task] = refusal;
            }
        }

        Unchanged = unchanged.Values.Sum();
        IsAcceptedInPart = batch.IsAcceptedInPart;
        foreach (TaskRefusal refusal in _refused.Values.Where(refusal => refusal.Result == ControlResult.NotInEffect))
        {
            _moved.Remove(refusal.Task);
        }
    }

    /// <summary>Every task that was changed, from its affinity before the first step to that after the last.</summary>
    public IReadOnlyList<AffinityChange> Moved => _moved.Values;

    /// <summary>Every task that was not changed, or not in every step, and why.</summary>
    public IReadOnlyList<TaskRefusal> Refused => _refused.Values;

    /// <summary>How many tasks had the wanted affinity already.</summary>
    public int Unchanged { get; }

    /// <summary>The kernel accepted something that is not in effect, or a task ended before everything was done.</summary>
    public bool IsAcceptedInPart { get; }

    /// <summary>A sentence when the journal cannot be written, so that nothing was changed from then on; null otherwise.</summary>
    public string? JournalProblem { get; }

    /// <summary>The machine is only looked at: nothing was written.</summary>
    public bool IsRecorded { get; }

    /// <summary>The last request for each process or thread of which some threads may still differ.</summary>
    public IEnumerable<AffinityOutcome> Unsettled => _last.Values.Where(outcome => !outcome.IsSettled);

    /// <summary>Everything was done, for certain.</summary>
    public bool IsComplete => JournalProblem is null && _refused.Count == 0 && !Unsettled.Any();

    /// <summary>The outcome of one change in a word: <c>applied</c>, <c>recorded</c>, <c>unchanged</c>, <c>refused</c>, <c>not in effect</c> or <c>not tried</c>.</summary>
    public string ResultOf(PlannedChange change)
    {
        if (!_last.TryGetValue((change.Task, change.IsWholeProcess), out AffinityOutcome? outcome))
        {
            return "not tried";
        }

        return outcome.Refusals.Any(refusal => refusal.Result == ControlResult.NotInEffect) ? "not in effect"
            : !outcome.Refusals.IsEmpty && outcome.Changes.IsEmpty ? "refused"
            : outcome.IsRecorded ? "recorded"
            : _moved.ContainsKey(change.Task) || !outcome.Changes.IsEmpty ? "applied"
            : "unchanged";
    }
}
