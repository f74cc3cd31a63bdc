using System.Collections.Immutable;
using CoreTop.Actions.Storage;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>The only code that changes affinities. Belongs to one thread, with files and control of its own.</summary>
/// <param name="files">The machine's files.</param>
/// <param name="control">Reads and writes affinities.</param>
/// <param name="journal">Where changes are written down.</param>
/// <param name="time">The clock.</param>
/// <param name="clocks">Says who may have set an affinity back: a process that did not run did not. Null when that is not known.</param>
public sealed class AffinityEditor(
    KernelFiles files, IAffinityControl control, AffinityJournal journal, TimeProvider time, IProcessClocks? clocks = null)
{
    /// <summary>
    /// How long after a change it is looked at again: programs that set their own masks do so up to ten times a second, and nobody
    /// minds waiting that long for a command.
    /// </summary>
    public static readonly TimeSpan LooksAgainAfter = TimeSpan.FromMilliseconds(200);

    private readonly TaskAccess _tasks = new(files, control, clocks);
    private bool _isLogProblemSaid;

    /// <summary>Where changes are written down first.</summary>
    public AffinityJournal Journal => journal;

    /// <summary>Told of each batch that was made or taken back; null for nobody.</summary>
    public ChangeLog? Log { get; init; }

    /// <summary>Told, once, what the user should know of how changes are written down; null for nobody.</summary>
    public Action<string>? Notify { get; init; }

    /// <summary>
    /// Changes what is asked for, as one batch: each task on its own, so that one refusal stops no other. Requests for the
    /// same task are served in their order.
    /// </summary>
    /// <param name="summary">What the user did, for the journal.</param>
    /// <param name="requests">What is wanted.</param>
    /// <param name="withoutJournal">
    /// The user agreed to go on though the journal cannot be written; undo then works in this run alone.
    /// </param>
    public BatchOutcome Apply(string summary, IReadOnlyList<AffinityRequest> requests, bool withoutJournal = false)
    {
        JournalBatch batch = journal.Begin(summary, time.GetUtcNow(), IsAlive);
        CpuSet? online = requests.All(request => request.Limit is not null) ? null : ReadOnline();
        List<RequestRun> runs = [.. requests.Select(request => new RequestRun(request, _tasks, online))];
        string? problem = null;
        for (int served = 0; served < runs.Count && problem is null;)
        {
            List<RequestRun> group = NextGroup(runs, served);
            served += group.Count;
            problem = Serve(batch, group, withoutJournal);
        }

        bool isNothingTried = problem is not null && runs.All(run => !run.HasChanges);
        var outcome = new BatchOutcome(isNothingTried ? [] : [.. runs.Select(run => run.ToOutcome())], problem)
        {
            Runs = isNothingTried ? [] : [.. runs],
        };
        TellLog(summary, [.. outcome.Outcomes.Where(made => !made.IsRecorded).SelectMany(made => made.Changes)]);
        return outcome;
    }

    /// <summary>
    /// The batches that one undo may come to, the newest first: a batch that is found blocked a second time lets it pass to the
    /// one before. Empty when there is nothing to undo.
    /// </summary>
    public IReadOnlyList<JournalBatch> UndoReach
    {
        get
        {
            IReadOnlyList<JournalBatch> batches = journal.Batches;
            int tried = batches.TakeWhile(batch => batch.WasTried).Count();
            return [.. batches.Take(tried + 1)];
        }
    }

    /// <summary>Takes the newest batch back that is not blocked once more; null when there is none.</summary>
    /// <param name="reach">From <see cref="UndoReach"/>, if somebody was asked about it; null for as it is now.</param>
    public UndoOutcome? Undo(IReadOnlyList<JournalBatch>? reach = null)
    {
        var passedOver = ImmutableArray.CreateBuilder<UndoOutcome>();
        var standing = new HashSet<TaskKey>();
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
        var standing = new HashSet<TaskKey>();
        return [.. journal.Batches.Select(batch => TakeBack(batch, standing))];
    }

    // Requests that share no task go through the same passes: the disk is waited for once, not once a request.
    private static List<RequestRun> NextGroup(List<RequestRun> runs, int start)
    {
        var group = new List<RequestRun>();
        for (int i = start; i < runs.Count && group.TrueForAll(runs[i].IsApartFrom); i++)
        {
            group.Add(runs[i]);
        }

        return group;
    }

    private string? Serve(JournalBatch batch, List<RequestRun> group, bool withoutJournal)
    {
        while (true)
        {
            List<(RequestRun Run, AffinityChange Change)> planned = [];
            List<WholeProcess> whole = [];
            CpuSet leftOut = CpuSet.Empty;
            List<RequestRun> open = group.FindAll(run => !run.IsDone);
            foreach (RequestRun run in open)
            {
                List<AffinityChange> changes = run.Plan();
                planned.AddRange(changes.Select(change => (run, change)));
                leftOut = changes.Aggregate(leftOut, (cpus, change) => cpus.Union(run.LeftOut(change.From) ?? CpuSet.Empty));
                if (changes.Count > 0 && run.WholeProcess is { } process)
                {
                    whole.Add(process);
                }
            }

            if (open.Count == 0)
            {
                return null;
            }

            if (planned.Count > 0)
            {
                string? problem = journal.WriteIntended(
                    batch, [.. planned.Select(item => item.Change)], whole, withoutJournal, leftOut);
                if (problem is not null && !withoutJournal)
                {
                    // It may have got there before it failed, and undo must not offer what was never done.
                    journal.WriteResults(batch, [.. planned.Select(item => Unmade(item.Change))]);
                    return problem;
                }

                journal.WriteResults(batch, [.. planned.Select(item => Make(item.Run, item.Change))]);
            }

            foreach (RequestRun run in open)
            {
                run.EndPass();
            }
        }
    }

    private static JournalTask Unmade(AffinityChange change) => new() { Tid = change.Task.Tid, Start = change.Task.StartTicks };

    private JournalTask Make(RequestRun run, AffinityChange change)
    {
        TaskAnswer answer = _tasks.Write(change, run.Written, run.LeftOut(change.From));
        bool isChanged = run.Settle(change, answer);
        return new JournalTask
        {
            Tid = change.Task.Tid,
            Start = change.Task.StartTicks,
            To = isChanged ? (answer.ReadBack ?? change.To).ToString() : null,
            IsRecorded = answer.Result == ControlResult.Recorded,
        };
    }

    // What a newer batch has left over stands between an older one and its tasks.
    private UndoOutcome TakeBack(JournalBatch batch, HashSet<TaskKey> standing)
    {
        UndoOutcome outcome = new BatchUndo(batch, _tasks, standing).Run();
        AffinityChange[] kept = [.. outcome.Skipped.Where(skip => skip.IsKept).Select(skip => skip.Change)];
        standing.UnionWith(kept.Select(change => change.Task));
        outcome = outcome with { JournalProblem = kept.Length == 0 ? journal.MarkUndone(batch) : journal.MarkTried(batch, kept) };
        TellLog($"undo \"{batch.Summary}\"", batch.IsRecorded ? [] : outcome.Restored);
        return outcome with { Sentence = UndoText.Of(outcome) };
    }

    private void TellLog(string what, IReadOnlyCollection<AffinityChange> changes)
    {
        string? problem = Log?.Write(what, changes);
        string[] notices = [.. new[] { journal.TakeNotice(), _isLogProblemSaid ? null : problem }.OfType<string>()];
        _isLogProblemSaid |= problem is not null;
        if (notices.Length > 0)
        {
            Notify?.Invoke(string.Join(' ', notices));
        }
    }

    // The kernel answers for every task that is there, also for one whose files are hidden.
    private bool IsAlive(AffinityChange change) =>
        _tasks.Read(change.Pid, change.Task.Tid, out _) != ControlResult.TaskGone
        && (_tasks.Identify(change.Pid, change.Task.Tid) ?? _tasks.IdentifyAnywhere(change.Task.Tid)) is var now
        && (now is null || now.Value.Key == change.Task);

    // Stands in for a limit that is not known: a task with every online CPU is narrowed by nothing.
    private CpuSet? ReadOnline() =>
        files.Read("/sys/devices/system/cpu/online", out ReadOnlySpan<byte> text) == FileStatus.Ok
            && CpuList.TryParse(text, out CpuSet online) && !online.IsEmpty
            ? online
            : null;
}
