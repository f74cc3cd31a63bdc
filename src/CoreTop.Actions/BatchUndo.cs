using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>Takes one batch back: only from tasks that are the same and still have what the batch left them with.</summary>
/// <param name="batch">The batch.</param>
/// <param name="value">Reads and writes affinities.</param>
/// <param name="standing">Tasks of which a newer batch is not taken back.</param>
internal sealed class BatchUndo(JournalBatch batch, AffinityValue value, IReadOnlySet<TaskKey> standing)
{
    private readonly HashSet<TaskKey> _seen = [];
    private readonly List<AffinityChange> _restored = [];
    private readonly Dictionary<TaskKey, AffinityChange> _takenBack = [];
    private readonly List<UndoSkip> _skipped = [];
    private readonly TaskLookup _tasks = value.Tasks;
    private readonly Dictionary<TaskKey, AffinityGoal> _goals = [];
    private readonly List<int> _tids = [];
    private int _trimmed;
    private bool _isSettled = true;

    /// <summary>
    /// Does it; the sentence is left empty. Only of a task that has its former affinity again, or has ended, is nothing left.
    /// </summary>
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

        return new UndoOutcome(batch, [.. _restored], [.. _skipped], Sentence: string.Empty)
        {
            Trimmed = _trimmed,
            IsSettled = _isSettled,
            Run = this,
        };
    }

    /// <summary>Looks once more at what was restored.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="seen">Tasks that were taken back further since; those of this batch are added.</param>
    public UndoOutcome LookAgain(UndoOutcome outcome, HashSet<TaskKey> seen)
    {
        foreach (AffinityGoal goal in _goals.Values)
        {
            goal.Forget();
        }

        var restored = new List<AffinityChange>();
        var skipped = new List<UndoSkip>(outcome.Skipped);
        foreach (AffinityChange back in outcome.Restored)
        {
            if (seen.Add(back.Task) && WhySetBack(back) is { } why)
            {
                skipped.Add(new UndoSkip(_takenBack[back.Task], why) { IsNotInEffect = true });
            }
            else
            {
                restored.Add(back);
            }
        }

        outcome = outcome with { Restored = [.. restored], Skipped = [.. skipped] };
        return outcome with { Sentence = UndoText.Of(outcome) };
    }

    private void Restore(AffinityChange change)
    {
        TaskIdentity? now = _tasks.Identify(change.Pid, change.Task.Tid) ?? _tasks.IdentifyAnywhere(change.Task.Tid);
        if (now is not { HasEnded: false } task)
        {
            Skip(change, ControlResult.TaskGone.Reason());
        }
        else if (task.Key != change.Task)
        {
            Skip(change, $"has ended, and its number belongs to {TaskText.Name(task.Name)} now");
        }
        else
        {
            RestoreSame(change);
        }
    }

    private void RestoreSame(AffinityChange change)
    {
        ControlResult read = value.Read(change.Pid, change.Task.Tid, out CpuSet? has);
        if (read != ControlResult.Applied)
        {
            Refuse(change, read, value.LastErrno);
        }
        else if (batch.IsRecorded || IsAsLeft(change, has!))
        {
            Write(change, has!);
        }
        else if (has!.Equals(change.From))
        {
            _skipped.Add(new UndoSkip(change, $"has {AffinityText.Cpus(has)} as before already") { HasFormer = true });
        }
        else
        {
            Keep(change, $"{WhyOther(change, has)}: it has {AffinityText.Cpus(has)}, not {AffinityText.Cpus(change.To)}");
        }
    }

    private bool IsAsLeft(AffinityChange change, CpuSet has) =>
        has.Equals(change.To) || (change.IsRelease && change.To.IsSubsetOf(has) && IsGrownByKernel(change, has));

    // The kernel adds CPUs that come online, or into the cpuset, to what was released, but none that the release left out.
    private bool IsGrownByKernel(AffinityChange change, CpuSet has) =>
        !standing.Contains(change.Task) && (change.From.Overlaps(batch.LeftOut) || !has.Overlaps(batch.LeftOut));

    private string WhyOther(AffinityChange change, CpuSet has) =>
        standing.Contains(change.Task) ? "was changed again since, and that is not undone"
        : change.To.IsSubsetOf(has) ? "was changed since by somebody else"
        : "was changed since by somebody else, by its cpuset or by CPUs going offline";

    private void Write(AffinityChange change, CpuSet has, bool isBorn = false)
    {
        var back = new AffinityChange(change.Task, change.Pid, change.Name, has, change.From, change.WasUnrestricted);
        TaskAnswer<CpuSet> answer = value.Write(back, GoalOf(change));
        if (answer.HasChangedMeanwhile)
        {
            Keep(change, "was changed by somebody else just now");
        }
        else if (answer.Result is ControlResult.Applied or ControlResult.Recorded)
        {
            CpuSet after = answer.ReadBack is null || batch.IsRecorded ? change.From : answer.ReadBack;
            if (!IsInEffect(change, has, after, wasOther: false))
            {
                Keep(change, WhyNotInEffect(has, after), isNotInEffect: true);
                return;
            }

            _takenBack[change.Task] = change;
            _trimmed += change.From.IsSubsetOf(after) ? 0 : 1;
            _restored.Add(back with { To = after });
        }
        else if (answer.Stranger is { } stranger)
        {
            Skip(change, stranger);
        }
        else
        {
            Refuse(change, answer.Result, answer.Errno, isBorn);
        }
    }

    private string? WhySetBack(AffinityChange back)
    {
        bool isThere = _tasks.Identify(back.Pid, back.Task.Tid) is { HasEnded: false } task && task.Key == back.Task;
        if (!isThere || value.Read(back.Pid, back.Task.Tid, out CpuSet? has) != ControlResult.Applied)
        {
            return null;
        }

        return has!.Equals(back.To) || IsInEffect(_takenBack[back.Task], back.From, has, wasOther: true) ? null : WhyNotInEffect(back.From, has);
    }

    private string WhyNotInEffect(CpuSet before, CpuSet has) => value.WhyNotInEffect(before, has, EffectText.SomeProgram);

    // Fewer CPUs are right when the others are offline or outside the cpuset.
    private bool IsInEffect(AffinityChange change, CpuSet before, CpuSet after, bool wasOther) =>
        (change.WasUnrestricted && change.From.IsSubsetOf(after))
        || GoalOf(change).IsInEffect(change.Pid, change.Task, before, after, wasOther);

    private AffinityGoal GoalOf(AffinityChange change)
    {
        if (!_goals.TryGetValue(change.Task, out AffinityGoal? goal))
        {
            var request = new AffinityRequest(
                change.Task, change.Pid, change.Name, IsWholeProcess: false, change.WasUnrestricted ? null : change.From, Limit: null);
            _goals[change.Task] = goal = new AffinityGoal(value, request, online: null);
        }

        return goal;
    }

    private void Refuse(AffinityChange change, ControlResult result, int errno, bool isBorn = false)
    {
        string why = AffinityText.Why(result, errno, change.From, limit: null);
        if (result != ControlResult.TaskGone)
        {
            Keep(change, why);
        }
        else if (!isBorn)
        {
            Skip(change, why);
        }
    }

    // Threads born since have inherited what the batch left, and go the way of their leader. Older ones that the batch did
    // not touch had that affinity before, and keep it.
    private void RestoreBorn(in WholeProcess process)
    {
        TaskKey leader = process.Leader;
        if (FindModel(process) is not { } model)
        {
            return;
        }

        var passes = new ThreadPasses();
        while (!passes.AreOver)
        {
            if (_tasks.Identify(leader.Tid, leader.Tid)?.Key != leader)
            {
                return;
            }

            passes.Begin();
            _tasks.ListThreads(leader.Tid, _tids);
            bool isQuiet = true;
            foreach (int tid in _tids)
            {
                isQuiet &= !RestoreBorn(model, tid, process.LatestStartTicks);
            }

            passes.End(isQuiet);
        }

        _isSettled &= passes.IsQuiet;
    }

    // A leader that was not changed had that affinity before, and so had what it gave birth to since. One that had ended
    // stands for nobody.
    private AffinityChange? FindModel(in WholeProcess process)
    {
        int pid = process.Leader.Tid;
        return process.LeaderChange
            ?? (_tasks.Identify(pid, pid) is { HasEnded: true } ? batch.Changes.FirstOrDefault(change => change.Pid == pid) : null);
    }

    // Says whether there was something to do, or a thread ended that may have given birth to others before.
    private bool RestoreBorn(AffinityChange model, int tid, ulong latestStartTicks)
    {
        if (_tasks.Identify(model.Pid, tid) is not { HasEnded: false } task)
        {
            return tid != model.Pid;
        }

        if (task.Key.StartTicks <= latestStartTicks || _seen.Contains(task.Key))
        {
            return false;
        }

        AffinityChange born = model with { Task = task.Key, Name = task.Name };
        ControlResult read = value.Read(model.Pid, tid, out CpuSet? has);
        if (read == ControlResult.Applied && !IsAsLeft(born, has!))
        {
            return false;
        }

        if (read == ControlResult.Applied)
        {
            Write(born, has!, isBorn: true);
        }
        else
        {
            Refuse(born, read, value.LastErrno, isBorn: true);
        }

        _seen.Add(task.Key);
        return true;
    }

    private void Skip(AffinityChange change, string why) => _skipped.Add(new UndoSkip(change, why));

    private void Keep(AffinityChange change, string why, bool isNotInEffect = false) =>
        _skipped.Add(new UndoSkip(change, why) { IsKept = true, IsNotInEffect = isNotInEffect });
}
