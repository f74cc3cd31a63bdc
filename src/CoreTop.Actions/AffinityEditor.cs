using CoreTop.Actions.Storage;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>The only code that changes affinities. Belongs to one thread, with files and control of its own.</summary>
public sealed class AffinityEditor(KernelFiles files, IAffinityControl control, AffinityJournal journal, TimeProvider time)
{
    private readonly TaskAccess _tasks = new(files, control);

    /// <summary>Where changes are written down first.</summary>
    public AffinityJournal Journal => journal;

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
        JournalBatch batch = journal.Begin(summary, time.GetUtcNow());
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
        return new BatchOutcome(isNothingTried ? [] : [.. runs.Select(run => run.ToOutcome())], problem);
    }

    /// <summary>Takes the newest batch back; null when there is none.</summary>
    public UndoOutcome? Undo() => journal.Batches is [JournalBatch newest, ..] ? TakeBack(newest) : null;

    /// <summary>Takes every batch of this boot back, the newest first; empty when there is none.</summary>
    public IReadOnlyList<UndoOutcome> UndoAll() => [.. journal.Batches.Select(TakeBack)];

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
            List<RequestRun> open = group.FindAll(run => !run.IsDone);
            foreach (RequestRun run in open)
            {
                List<AffinityChange> changes = run.Plan();
                planned.AddRange(changes.Select(change => (run, change)));
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
                    batch, [.. planned.Select(item => item.Change)], whole, withoutJournal);
                if (problem is not null && !withoutJournal)
                {
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

    private JournalTask Make(RequestRun run, AffinityChange change)
    {
        TaskAnswer answer = _tasks.Write(change, run.Written);
        bool isChanged = run.Settle(change, answer);
        return new JournalTask
        {
            Tid = change.Task.Tid,
            Start = change.Task.StartTicks,
            To = isChanged ? (answer.ReadBack ?? change.To).ToString() : null,
            IsRecorded = answer.Result == AffinityResult.Recorded,
        };
    }

    private UndoOutcome TakeBack(JournalBatch batch)
    {
        UndoOutcome outcome = new BatchUndo(batch, _tasks).Run();

        // One that the kernel refused altogether can be tried again, with more rights or once the CPUs are back.
        string? problem = outcome is { Restored.IsEmpty: true, Refused: > 0 } ? null : journal.MarkUndone(batch);
        return outcome with { Sentence = AffinityText.Undo(outcome, problem) };
    }

    // Stands in for a limit that is not known: a task with every online CPU is narrowed by nothing.
    private CpuSet? ReadOnline() =>
        files.Read("/sys/devices/system/cpu/online", out ReadOnlySpan<byte> text) == FileStatus.Ok
            && CpuList.TryParse(text, out CpuSet online) && !online.IsEmpty
            ? online
            : null;
}
