using System.Collections.Immutable;
using CoreTop.Actions.Storage;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>
/// The only code that changes affinities, and the one that takes changes back, of other values too once a <see cref="TaskEditor"/>
/// is made with it. Belongs to one thread, with files and control of its own.
/// </summary>
/// <param name="files">The machine's files.</param>
/// <param name="control">Reads and writes affinities.</param>
/// <param name="journal">Where changes are written down.</param>
/// <param name="time">The clock.</param>
/// <param name="clocks">Says who may have set an affinity back: a process that did not run did not. Null when that is not known.</param>
public sealed class AffinityEditor(
    KernelFiles files, IAffinityControl control, ChangeJournal journal, TimeProvider time, IProcessClocks? clocks = null)
{
    /// <summary>
    /// How long after a change it is looked at again: programs that set their own masks do so up to ten times a second, and nobody
    /// minds waiting that long for a command.
    /// </summary>
    public static readonly TimeSpan LooksAgainAfter = TimeSpan.FromMilliseconds(200);

    private readonly AffinityValue _value = new(files, control, new TaskLookup(files, clocks));
    private readonly Dictionary<string, Func<JournalBatch, HashSet<TaskKey>, UndoOutcome>> _others = [];
    private bool _isLogProblemSaid;

    /// <summary>Where changes are written down first.</summary>
    public ChangeJournal Journal => journal;

    /// <summary>Gets each batch that was made or taken back; null for nobody.</summary>
    public ChangeLog? Log { get; init; }

    /// <summary>Gets, once, what the user should know of how changes are written down; null for nobody.</summary>
    public Action<string>? Notify { get; init; }

    /// <summary>
    /// Changes what is asked for, as one batch: each task on its own, so that one refusal stops no other. Requests for the
    /// same task are served in their order.
    /// </summary>
    /// <param name="summary">What the user did, for the journal.</param>
    /// <param name="requests">What is wanted.</param>
    /// <param name="withoutJournal">
    /// The user agreed to proceed although the journal cannot be written; undo then works in this run alone.
    /// </param>
    public BatchOutcome Apply(string summary, IReadOnlyList<AffinityRequest> requests, bool withoutJournal = false)
    {
        JournalBatch batch = Begin(summary, _value.Stored);
        CpuSet? online = requests.All(request => request.Limit is not null) ? null : ReadOnline();
        AffinityRun[] runs = [.. requests.Select(request => new AffinityRun(request, _value, online))];
        var maker = new JournalledChangeMaker<CpuSet>(new ChangeMaker<CpuSet>(), _value.Stored, journal, batch, withoutJournal);
        string? problem = ChangeRuns.Serve([.. runs.Select(run => run.Changes)], maker);
        bool isNothingTried = problem is not null && runs.All(run => !run.Changes.HasChanges);
        var outcome = new BatchOutcome(isNothingTried ? [] : [.. runs.Select(run => run.ToOutcome())], problem)
        {
            Runs = isNothingTried ? [] : [.. runs],
        };
        TellLog(summary, _value.Stored, [.. outcome.Outcomes.Where(made => !made.IsRecorded).SelectMany(made => made.Changes)]);
        return outcome;
    }

    /// <summary>
    /// The batches that one undo may come to, the newest first: a batch that is found blocked a second time lets it pass to the
    /// one before, and so does at once one that its user could not take back when it was made. Empty when there is nothing to undo.
    /// </summary>
    public IReadOnlyList<JournalBatch> UndoReach
    {
        get
        {
            IReadOnlyList<JournalBatch> batches = journal.Batches;
            int tried = batches.TakeWhile(batch => batch.WasTried || batch.IsOneWay).Count();
            return [.. batches.Take(tried + 1)];
        }
    }

    /// <summary>Takes the newest batch back that is not blocked once more; null when there is none.</summary>
    /// <param name="reach">From <see cref="UndoReach"/>, if somebody was asked about it; null for as it is now.</param>
    public UndoOutcome? Undo(IReadOnlyList<JournalBatch>? reach = null)
    {
        var passedOver = ImmutableArray.CreateBuilder<UndoOutcome>();
        var standing = new Dictionary<string, HashSet<TaskKey>>();
        UndoOutcome? outcome = null;
        foreach (JournalBatch batch in reach ?? UndoReach)
        {
            if (outcome is not null)
            {
                passedOver.Add(outcome);
            }

            outcome = TakeBack(batch, standing);
            if (!outcome.IsBlocked)
            {
                break;
            }
        }

        return outcome is null ? null : outcome with { PassedOver = passedOver.ToImmutable() };
    }

    /// <summary>Takes every batch of this boot back, the newest first; empty when there is none.</summary>
    public IReadOnlyList<UndoOutcome> UndoAll()
    {
        var standing = new Dictionary<string, HashSet<TaskKey>>();
        return [.. journal.Batches.Select(batch => TakeBack(batch, standing))];
    }

    /// <summary>Batches of another kind of value are taken back, too.</summary>
    internal void AlsoTakeBack<T>(TaskValue<T> value)
        where T : notnull =>
        _others[value.Stored.Name] = (batch, standing) => new BatchUndo<T>(batch, value, standing).Run();

    /// <summary>Names a new batch; nothing is written until it has a change.</summary>
    internal JournalBatch Begin(string summary, StoredValue value) => journal.Begin(summary, time.GetUtcNow(), IsAlive, value);

    /// <summary>Tells the system log what was changed, and the user what there is to know of journal and log.</summary>
    internal void TellLog(string what, StoredValue value, IReadOnlyCollection<TaskChange> changes)
    {
        string? problem = Log?.Write(what, value, changes);
        string[] notices = [.. new[] { journal.TakeNotice(), _isLogProblemSaid ? null : problem }.OfType<string>()];
        _isLogProblemSaid |= problem is not null;
        if (notices.Length > 0)
        {
            Notify?.Invoke(string.Join(' ', notices));
        }
    }

    // What a newer batch has left over stands between an older one of its kind and its tasks.
    private UndoOutcome TakeBack(JournalBatch batch, Dictionary<string, HashSet<TaskKey>> standing)
    {
        if (!standing.TryGetValue(batch.Value, out HashSet<TaskKey>? tasks))
        {
            standing.Add(batch.Value, tasks = []);
        }

        UndoOutcome outcome = batch.Value == _value.Stored.Name ? new BatchUndo<CpuSet>(batch, _value, tasks).Run()
            : _others.TryGetValue(batch.Value, out Func<JournalBatch, HashSet<TaskKey>, UndoOutcome>? takeBack) ? takeBack(batch, tasks)
            : throw new InvalidOperationException($"Nothing here changes a value called {batch.Value}.");
        TaskChange[] kept = [.. outcome.Skipped.Where(skip => skip.IsKept).Select(skip => skip.Change)];
        tasks.UnionWith(kept.Select(change => change.Task));
        outcome = outcome with { JournalProblem = kept.Length == 0 ? journal.MarkUndone(batch) : journal.MarkTried(batch, kept) };
        TellLog($"undo \"{batch.Summary}\"", batch.Stored, batch.IsRecorded ? [] : outcome.Restored);
        return outcome with { Sentence = UndoText.Of(outcome) };
    }

    // The kernel answers for every task that is there, also for one whose files are hidden.
    private bool IsAlive(TaskChange change) =>
        _value.Read(change.Pid, change.Task.Tid, out _) != ControlResult.TaskGone
        && (_value.Tasks.Identify(change.Pid, change.Task.Tid) ?? _value.Tasks.IdentifyAnywhere(change.Task.Tid)) is var now
        && (now is null || now.Value.Key == change.Task);

    // Stands in for a limit that is not known: a task with every online CPU is narrowed by nothing.
    private CpuSet? ReadOnline() =>
        files.Read("/sys/devices/system/cpu/online", out ReadOnlySpan<byte> text) == FileStatus.Ok
            && CpuList.TryParse(text, out CpuSet online) && !online.IsEmpty
            ? online
            : null;
}
