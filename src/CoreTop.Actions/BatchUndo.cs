using CoreTop.Actions.Storage;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>Takes one batch back: only from tasks that are the same and still have what the batch left them with.</summary>
/// <param name="batch">The batch.</param>
/// <param name="value">The value that it changed.</param>
/// <param name="goalBack">What is wanted of a task whose change is taken back.</param>
/// <param name="standing">Tasks of which a newer batch is not taken back.</param>
internal sealed class BatchUndo<T>(
    JournalBatch batch, TaskValue<T> value, Func<TaskChange<T>, ValueGoal<T>> goalBack, IReadOnlySet<TaskKey> standing)
    where T : notnull
{
    private readonly HashSet<TaskKey> _seen = [];
    private readonly List<TaskChange<T>> _restored = [];
    private readonly Dictionary<TaskKey, TaskChange<T>> _takenBack = [];
    private readonly List<UndoSkip> _skipped = [];
    private readonly TaskLookup _tasks = value.Tasks;
    private readonly List<int> _tids = [];
    private int _trimmed;
    private bool _isSettled = true;

    /// <summary>
    /// Does it; the sentence is left empty. Only of a task that has its former value again, or has ended, is nothing left.
    /// </summary>
    public UndoOutcome Run()
    {
        value.Forget();
        foreach (TaskChange<T> change in batch.Changes.Cast<TaskChange<T>>())
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
            Again = LookAgain,
        };
    }

    private UndoOutcome LookAgain(UndoOutcome outcome, HashSet<TaskKey> seen)
    {
        value.Forget();
        var restored = new List<TaskChange>();
        var skipped = new List<UndoSkip>(outcome.Skipped);
        foreach (TaskChange<T> back in outcome.Restored.Cast<TaskChange<T>>())
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

    private void Restore(TaskChange<T> change)
    {
        TaskIdentity? now = _tasks.Identify(change.Pid, change.Task.Tid) ?? _tasks.IdentifyAnywhere(change.Task.Tid);
        if (now is not { HasEnded: false } task)
        {
            Skip(change, ControlResult.TaskGone.Reason());
        }
        else if (task.Key != change.Task)
        {
            Skip(change, $"has ended, and its number now belongs to {TaskText.Name(task.Name)}");
        }
        else
        {
            RestoreSame(change);
        }
    }

    private void RestoreSame(TaskChange<T> change)
    {
        ControlResult read = value.Read(change.Pid, change.Task.Tid, out T? has);
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
            _skipped.Add(new UndoSkip(change, $"has {value.Text(has)} as before already") { HasFormer = true });
        }
        else
        {
            Keep(change, $"{WhyOther(change, has)}: it has {value.Text(has)}, not {value.Text(change.To)}");
        }
    }

    private bool IsAsLeft(TaskChange<T> change, T has) =>
        has.Equals(change.To) || (!standing.Contains(change.Task) && value.IsGrownByKernel(change, has, batch));

    private string WhyOther(TaskChange<T> change, T has) => standing.Contains(change.Task)
        ? "was changed again since, and that is not undone"
        : value.WhyOther(change, has);

    private void Write(TaskChange<T> change, T has, bool isBorn = false)
    {
        TaskChange<T> back = change with { From = has, To = change.From };
        ValueGoal<T> goal = goalBack(change);
        TaskAnswer<T> answer = goal.Make(back);
        if (answer.HasChangedMeanwhile)
        {
            Keep(change, "was changed by somebody else just now");
        }
        else if (answer.Result is ControlResult.Applied or ControlResult.Recorded)
        {
            T after = answer.Result == ControlResult.Recorded || batch.IsRecorded ? change.From : answer.ReadBack!;
            if (!goal.IsInEffect(change.Pid, change.Task, has, after, wasOther: false))
            {
                Keep(change, goal.WhyNotInEffect(has, after, EffectText.SomeProgram), isNotInEffect: true);
                return;
            }

            _takenBack[change.Task] = change;
            _trimmed += value.IsTrimmed(change.From, after) ? 1 : 0;
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

    private string? WhySetBack(TaskChange<T> back)
    {
        bool isThere = _tasks.Identify(back.Pid, back.Task.Tid) is { HasEnded: false } task && task.Key == back.Task;
        if (!isThere || value.Read(back.Pid, back.Task.Tid, out T? has) != ControlResult.Applied || has!.Equals(back.To))
        {
            return null;
        }

        // Less than before is right when the rest is not to be had any more.
        ValueGoal<T> goal = goalBack(_takenBack[back.Task]);
        return goal.IsInEffect(back.Pid, back.Task, back.From, has, wasOther: true)
            ? null
            : goal.WhyNotInEffect(back.From, has, EffectText.SomeProgram);
    }

    private void Refuse(TaskChange<T> change, ControlResult result, int errno, bool isBorn = false)
    {
        string why = goalBack(change).Why(result, errno, change with { From = change.To, To = change.From });
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
    // not touch had that value before, and keep it.
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

    // A leader that was not changed had that value before, and so had what it gave birth to since. One that had ended
    // stands for nobody.
    private TaskChange<T>? FindModel(in WholeProcess process)
    {
        int pid = process.Leader.Tid;
        return (TaskChange<T>?)process.LeaderChange
            ?? (_tasks.Identify(pid, pid) is { HasEnded: true }
                ? (TaskChange<T>?)batch.Changes.FirstOrDefault(change => change.Pid == pid)
                : null);
    }

    // Says whether there was something to do, or a thread ended that may have given birth to others before.
    private bool RestoreBorn(TaskChange<T> model, int tid, ulong latestStartTicks)
    {
        if (_tasks.Identify(model.Pid, tid) is not { HasEnded: false } task)
        {
            return tid != model.Pid;
        }

        if (task.Key.StartTicks <= latestStartTicks || _seen.Contains(task.Key))
        {
            return false;
        }

        TaskChange<T> born = model with { Task = task.Key, Name = task.Name };
        ControlResult read = value.Read(model.Pid, tid, out T? has);
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

    private void Skip(TaskChange<T> change, string why) => _skipped.Add(new UndoSkip(change, why));

    private void Keep(TaskChange<T> change, string why, bool isNotInEffect = false) =>
        _skipped.Add(new UndoSkip(change, why) { IsKept = true, IsNotInEffect = isNotInEffect });
}
