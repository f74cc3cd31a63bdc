using CoreTop.Actions.Storage;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>
/// The only code that changes affinities. What it changed is taken back through it, and what a <see cref="TaskEditor"/> made with it
/// changed, too, as both write down in one place. Belongs to one thread, with files and control of its own.
/// </summary>
public sealed class AffinityEditor
{
    /// <summary>
    /// How long after a change it is looked at again: programs that set their own masks do so up to ten times a second, and nobody
    /// minds waiting that long for a command.
    /// </summary>
    public static readonly TimeSpan LooksAgainAfter = TimeSpan.FromMilliseconds(200);

    private readonly KernelFiles _files;
    private readonly AffinityValue _value;

    /// <summary>Makes an editor.</summary>
    /// <param name="files">The machine's files.</param>
    /// <param name="control">Reads and writes affinities.</param>
    /// <param name="journal">Where changes are written down.</param>
    /// <param name="time">The clock.</param>
    /// <param name="clocks">Says who may have set an affinity back: a process that did not run did not. Null when that is not known.</param>
    public AffinityEditor(
        KernelFiles files, IAffinityControl control, ChangeJournal journal, TimeProvider time, IProcessClocks? clocks = null)
    {
        _files = files;
        _value = new AffinityValue(files, control, new TaskLookup(files, clocks));
        Record = new ChangeRecord(journal, time, IsAlive);
        Undoer = new Undoer(Record);
        Undoer.Add(_value, change => AffinityGoal.Back(_value, change));
    }

    /// <summary>Where changes are written down first.</summary>
    public ChangeJournal Journal => Record.Journal;

    /// <summary>Gets each batch that was made or taken back; null for nobody.</summary>
    public ChangeLog? Log
    {
        get => Record.Log;
        init => Record.Log = value;
    }

    /// <summary>Gets, once, what the user should know of how changes are written down; null for nobody.</summary>
    public Action<string>? Notify
    {
        get => Record.Notify;
        init => Record.Notify = value;
    }

    /// <summary>Where changes of every kind of value are written down.</summary>
    internal ChangeRecord Record { get; }

    /// <summary>Takes back what is written down there.</summary>
    internal Undoer Undoer { get; }

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
        JournalBatch batch = Record.Begin(summary, _value.Stored);
        CpuSet? online = requests.All(request => request.Limit is not null) ? null : ReadOnline();
        AffinityRun[] runs = [.. requests.Select(request => new AffinityRun(request, _value, online))];
        var maker = new JournalledChangeMaker<CpuSet>(new ChangeMaker<CpuSet>(), _value.Stored, Journal, batch, withoutJournal);
        string? problem = ChangeRuns.Serve([.. runs.Select(run => run.Changes)], maker);
        bool isNothingTried = problem is not null && runs.All(run => !run.Changes.HasChanges);
        var outcome = new BatchOutcome(isNothingTried ? [] : [.. runs.Select(run => run.ToOutcome())], problem)
        {
            Runs = isNothingTried ? [] : [.. runs],
        };
        Record.TellLog(summary, _value.Stored, [.. outcome.Outcomes.Where(made => !made.IsRecorded).SelectMany(made => made.Changes)]);
        return outcome;
    }

    /// <summary>
    /// The batches that one undo may come to, the newest first: a batch that is found blocked a second time lets it pass to the
    /// one before, and so does at once one that its user could not take back when it was made. Empty when there is nothing to undo.
    /// </summary>
    public IReadOnlyList<JournalBatch> UndoReach => Undoer.Reach;

    /// <summary>Takes the newest batch back that is not blocked once more; null when there is none.</summary>
    /// <param name="reach">From <see cref="UndoReach"/>, if somebody was asked about it; null for as it is now.</param>
    public UndoOutcome? Undo(IReadOnlyList<JournalBatch>? reach = null) => Undoer.Undo(reach);

    /// <summary>Takes every batch of this boot back, the newest first; empty when there is none.</summary>
    public IReadOnlyList<UndoOutcome> UndoAll() => Undoer.All();

    // The kernel answers for every task that is there, also for one whose files are hidden.
    private bool IsAlive(TaskChange change) =>
        _value.Read(change.Pid, change.Task.Tid, out _) != ControlResult.TaskGone
        && (_value.Tasks.Identify(change.Pid, change.Task.Tid) ?? _value.Tasks.IdentifyAnywhere(change.Task.Tid)) is var now
        && (now is null || now.Value.Key == change.Task);

    // Stands in for a limit that is not known: a task with every online CPU is narrowed by nothing.
    private CpuSet? ReadOnline() =>
        _files.Read("/sys/devices/system/cpu/online", out ReadOnlySpan<byte> text) == FileStatus.Ok
            && CpuList.TryParse(text, out CpuSet online) && !online.IsEmpty
            ? online
            : null;
}
