using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>Takes one batch back: only from tasks that are the same and still have what the batch left them with.</summary>
internal sealed class BatchUndo(JournalBatch batch, TaskAccess tasks)
{
    private const int MostPasses = 10;
    private const int QuietPassesNeeded = 2;

    private readonly HashSet<TaskKey> _seen = [];
    private readonly List<AffinityChange> _restored = [];
    private readonly List<UndoSkip> _skipped = [];
    private readonly List<int> _tids = [];
    private int _trimmed;
    private int _refused;

    /// <summary>Does it; the sentence is left empty.</summary>
    public UndoOutcome Run()
    {
        foreach (AffinityChange change in batch.Changes)
        {
            _seen.Add(change.Task);
            Restore(change);
        }

        foreach (WholeProcess process in batch.IsRecorded ? [] : batch.WholeProcesses)
        {
            RestoreBorn(process);
        }

        return new UndoOutcome(batch, [.. _restored], [.. _skipped], Sentence: string.Empty) { Trimmed = _trimmed, Refused = _refused };
    }

    private void Restore(AffinityChange change)
    {
        TaskIdentity? now = tasks.Identify(change.Pid, change.Task.Tid) ?? tasks.IdentifyAnywhere(change.Task.Tid);
        if (now is not { HasEnded: false } task)
        {
            Skip(change, AffinityResult.TaskGone.Reason());
        }
        else if (task.Key != change.Task)
        {
            Skip(change, $"has ended, and its number belongs to {AffinityText.Name(task.Name)} now");
        }
        else
        {
            RestoreSame(change);
        }
    }

    private void RestoreSame(AffinityChange change)
    {
        AffinityResult read = tasks.Read(change.Pid, change.Task.Tid, out CpuSet? has);
        if (read != AffinityResult.Applied)
        {
            Skip(change, AffinityText.Why(read, tasks.LastErrno, change.From, limit: null));
        }
        else if (batch.IsRecorded || has!.Equals(change.To))
        {
            Write(change, has!);
        }
        else if (has.Equals(change.From))
        {
            Skip(change, $"has {AffinityText.Cpus(has)} as before already");
        }
        else
        {
            string difference = $"it has {AffinityText.Cpus(has)}, not {AffinityText.Cpus(change.To)}";
            Skip(change, $"was changed since by somebody else: {difference}");
        }
    }

    private void Write(AffinityChange change, CpuSet has)
    {
        var back = new AffinityChange(change.Task, change.Pid, change.Name, has, change.From, change.WasUnrestricted);
        TaskAnswer answer = tasks.Write(back, change.WasUnrestricted ? null : change.From);
        if (answer.HasChangedMeanwhile)
        {
            Skip(change, "was changed by somebody else just now");
        }
        else if (answer.Result is AffinityResult.Applied or AffinityResult.Recorded)
        {
            CpuSet after = answer.ReadBack is null || batch.IsRecorded ? change.From : answer.ReadBack;
            _trimmed += change.From.IsSubsetOf(after) ? 0 : 1;
            _restored.Add(back with { To = after });
        }
        else
        {
            _refused += answer.Stranger is null && answer.Result != AffinityResult.TaskGone ? 1 : 0;
            Skip(change, answer.Stranger ?? AffinityText.Why(answer.Result, answer.Errno, change.From, limit: null));
        }
    }

    // Threads born since have inherited what the batch left, and go the way of their leader. Older ones that the batch did
    // not touch had that affinity before, and keep it.
    private void RestoreBorn(in WholeProcess process)
    {
        TaskKey leader = process.Leader;
        AffinityChange? model = batch.Changes.FirstOrDefault(change => change.Task == leader)
            ?? batch.Changes.FirstOrDefault(change => change.Pid == leader.Tid);
        if (model is null)
        {
            return;
        }

        int quiet = 0;
        for (int pass = 0; pass < MostPasses && quiet < QuietPassesNeeded; pass++)
        {
            if (tasks.Identify(leader.Tid, leader.Tid)?.Key != leader)
            {
                return;
            }

            tasks.ListThreads(leader.Tid, _tids);
            int before = _seen.Count;
            foreach (int tid in _tids)
            {
                RestoreBorn(model, tid, process.LatestStartTicks);
            }

            quiet = _seen.Count == before ? quiet + 1 : 0;
        }
    }

    private void RestoreBorn(AffinityChange model, int tid, ulong latestStartTicks)
    {
        if (tasks.Identify(model.Pid, tid) is not { HasEnded: false } born
            || born.Key.StartTicks <= latestStartTicks || _seen.Contains(born.Key))
        {
            return;
        }

        if (tasks.Read(model.Pid, tid, out CpuSet? has) == AffinityResult.Applied && has!.Equals(model.To))
        {
            _seen.Add(born.Key);
            Write(model with { Task = born.Key, Name = born.Name }, has);
        }
    }

    private void Skip(AffinityChange change, string why) => _skipped.Add(new UndoSkip(change, why));
}
