using CoreTop.Actions.Storage;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>One value of one target on its way: of each task on its own, so that one refusal stops no other.</summary>
internal sealed class ChangeRun<T>
    where T : notnull
{
    private readonly TaskTarget _target;
    private readonly ValueGoal<T> _goal;
    private readonly TaskValue<T> _value;
    private readonly TaskLookup _tasks;
    private readonly ThreadPasses _passes;
    private readonly OrderedDictionary<TaskKey, TaskChange<T>> _changes = [];
    private readonly OrderedDictionary<TaskKey, TaskRefusal> _refusals = [];
    private readonly Dictionary<TaskKey, TaskChange<T>> _tried = [];
    private readonly Dictionary<TaskKey, T> _written = [];
    private readonly Dictionary<TaskKey, T> _former = [];
    private readonly HashSet<TaskKey> _writtenTwice = [];
    private readonly HashSet<TaskKey> _known = [];
    private readonly HashSet<T> _given = [];
    private readonly Dictionary<TaskKey, T> _current = [];
    private readonly List<int> _tids = [];
    private string? _whyGone;
    private long? _runTime;
    private ulong _latestStartTicks;
    private bool _isQuiet;
    private bool _isRecorded;

    /// <summary>Starts it.</summary>
    /// <param name="target">The process or thread.</param>
    /// <param name="goal">What is wanted of its tasks.</param>
    public ChangeRun(TaskTarget target, ValueGoal<T> goal)
    {
        (_target, _goal, _value, _tasks) = (target, goal, goal.Value, goal.Value.Tasks);
        _passes = target.IsWholeProcess ? new ThreadPasses() : new ThreadPasses(quietNeeded: 1);
        if (goal.WhyImpossible is { } why)
        {
            Refuse(target.Task, target.Name, ControlResult.NoUsableCpu, why);
            IsDone = true;
        }
    }

    /// <summary>The process, when every thread of it is asked for; else null.</summary>
    public WholeProcess? WholeProcess => _target.IsWholeProcess ? new WholeProcess(Leader, _latestStartTicks) : null;

    /// <summary>Something was changed for it.</summary>
    public bool HasChanges => _changes.Count > 0;

    /// <summary>Something was really written for it.</summary>
    public bool HasWritten => _written.Count > 0 && !_isRecorded;

    /// <summary>Nothing is left to do for it.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether the two may be served in the same passes: they have no task in common.</summary>
    public bool IsApartFrom(ChangeRun<T> other) =>
        _target.Pid != other._target.Pid
        || (!_target.IsWholeProcess && !other._target.IsWholeProcess && _target.Task.Tid != other._target.Task.Tid);

    /// <summary>Looks at every task and says what to change.</summary>
    /// <returns>The changes of this pass, each to the value that is meant to come of it.</returns>
    public List<TaskChange<T>> Plan()
    {
        var planned = new List<TaskChange<T>>();
        _isQuiet = true;
        _passes.Begin();
        _current.Clear();
        _value.Forget();
        _runTime ??= _tasks.RunTime(_target.Pid);
        if (_target.IsWholeProcess)
        {
            PlanProcess(planned);
        }
        else if (IsStill(_target.Task))
        {
            PlanTask(_target.Task.Tid, planned);
        }

        return planned;
    }

    /// <summary>Makes a planned change.</summary>
    public MadeChange<T> Make(TaskChange<T> planned)
    {
        _isQuiet = false;
        _tried[planned.Task] = planned with { From = _former.GetValueOrDefault(planned.Task, planned.From) };
        TaskAnswer<T> answer = _goal.Make(planned);
        bool isChanged = !answer.HasChangedMeanwhile && Settle(planned, answer);
        return new MadeChange<T>(
            planned, isChanged, isChanged ? Result(planned, answer) : planned.From, answer.Result == ControlResult.Recorded);
    }

    /// <summary>CPUs that a planned change leaves out on purpose.</summary>
    public CpuSet LeftOut(TaskChange<T> planned) => _goal.LeftOut(planned);

    /// <summary>Whoever runs this program could not take a planned change back.</summary>
    public bool HasNoWayBack(TaskChange<T> planned) => _value.WhyNoWayBack(planned) is not null;

    /// <summary>Closes the pass once all its changes are made.</summary>
    public void EndPass()
    {
        _passes.End(_isQuiet);
        IsDone |= _passes.AreOver;
    }

    /// <summary>
    /// Looks again at every task of a target for which something was written: what was right at once may have been set back.
    /// </summary>
    /// <param name="seen">Tasks that a later change was for; those of this one are added.</param>
    public void LookAgain(HashSet<TaskKey> seen)
    {
        if (!HasWritten || _whyGone is not null || !IsStill(_target.IsWholeProcess ? Leader : _target.Task))
        {
            return;
        }

        _value.Forget();
        bool hasRun = _runTime is not { } before || _tasks.RunTime(_target.Pid) is not { } after || before != after;
        bool hasEnded = true;
        ListTids();
        foreach (int tid in _tids)
        {
            if (_tasks.Identify(_target.Pid, tid) is not { HasEnded: false } task)
            {
                continue;
            }

            hasEnded = false;
            if (seen.Add(task.Key) && _value.Read(_target.Pid, tid, out T? now) == ControlResult.Applied)
            {
                LookAgain(task, now!, hasRun || task.IsRunning ? EffectText.SomeProgram : EffectText.AnotherProgram);
            }
        }

        if (IsStill(_target.IsWholeProcess ? Leader : _target.Task) && hasEnded)
        {
            _whyGone = ControlResult.TaskGone.Reason();
        }
    }

    /// <summary>What became of it all.</summary>
    public ChangeResult<T> ToResult()
    {
        var unchanged = new List<T>();
        var readBack = new List<T>();
        foreach ((TaskKey key, T now) in _current.Where(task => !_refusals.ContainsKey(task.Key)))
        {
            readBack.Add(now);
            if (!_changes.ContainsKey(key))
            {
                unchanged.Add(now);
            }
        }

        bool isGone = _whyGone is not null && !_refusals.ContainsKey(_target.Task);
        if (isGone || (_changes.Count == 0 && unchanged.Count == 0 && _refusals.Count == 0))
        {
            Refuse(_target.Task, _target.Name, ControlResult.TaskGone, _whyGone ?? ControlResult.TaskGone.Reason());
        }

        return new ChangeResult<T>(
            [.. _changes.Where(change => !IsSetBack(change.Key)).Select(change => change.Value)], unchanged, [.. _refusals.Values], readBack)
        {
            IsRecorded = _isRecorded,
            IsSettled = _passes.Count == 0 || _whyGone is not null || _passes.IsQuiet,
        };
    }

    private TaskKey Leader => _target.Task with { Tid = _target.Pid };

    private static T Result(TaskChange<T> planned, in TaskAnswer<T> answer) =>
        answer.Result == ControlResult.Recorded ? planned.To : answer.ReadBack!;

    // Says whether the task has another value than before.
    private bool Settle(TaskChange<T> planned, in TaskAnswer<T> answer)
    {
        if (answer.Result is not (ControlResult.Applied or ControlResult.Recorded))
        {
            if (answer.Stranger is not null || answer.Result != ControlResult.TaskGone)
            {
                string why = answer.Stranger ?? _goal.Why(answer.Result, answer.Errno, planned);
                Refuse(planned.Task, planned.Name, answer.Result, why, answer.Errno);
            }

            return false;
        }

        _isRecorded |= answer.Result == ControlResult.Recorded;
        T to = Result(planned, answer);
        _former.TryAdd(planned.Task, planned.From);
        _written[planned.Task] = _isRecorded ? planned.From : to;
        _current[planned.Task] = to;
        _given.Add(to);
        bool isChanged = !to.Equals(planned.From);
        if (!_isRecorded && !IsInEffect(planned.Task, planned.From, to, wasOther: false))
        {
            RefuseEffect(planned.Task, planned.Name, planned.From, to, EffectText.SomeProgram);
            return isChanged;
        }

        if (!isChanged)
        {
            return false;
        }

        _changes[planned.Task] = _changes.TryGetValue(planned.Task, out TaskChange<T>? earlier)
            ? earlier with { To = to }
            : planned with { To = to };
        return true;
    }

    private void LookAgain(in TaskIdentity task, T now, string who)
    {
        if (_refusals.TryGetValue(task.Key, out TaskRefusal? refusal) && refusal.Result != ControlResult.NotInEffect)
        {
            return;
        }

        if (_written.TryGetValue(task.Key, out T? written))
        {
            if (refusal is not null || !written.Equals(now))
            {
                _refusals.Remove(task.Key);
                Recheck(task.Key, task.Name, now, who);
            }
        }
        else if (!IsInEffect(task.Key, now, now, wasOther: false))
        {
            string how = _current.ContainsKey(task.Key) ? $"{who} has set it to" : "it started meanwhile, and has";
            Refuse(task.Key, task.Name, ControlResult.NotInEffect, $"not in effect: {how} {_value.Text(now)}");
        }
    }

    private bool IsSetBack(TaskKey task) =>
        _refusals.TryGetValue(task, out TaskRefusal? refusal) && refusal.Result == ControlResult.NotInEffect;

    private void ListTids()
    {
        if (_target.IsWholeProcess)
        {
            _tasks.ListThreads(_target.Pid, _tids);
            return;
        }

        _tids.Clear();
        _tids.Add(_target.Task.Tid);
    }

    // The leader is the same before and after the listing, so every thread in it is the process's.
    private void PlanProcess(List<TaskChange<T>> planned)
    {
        if (!IsStill(Leader))
        {
            return;
        }

        ListTids();
        foreach (int tid in _tids)
        {
            PlanTask(tid, planned);
        }

        if (!IsStill(Leader))
        {
            planned.Clear();
        }
    }

    private void PlanTask(int tid, List<TaskChange<T>> planned)
    {
        if (_tasks.Identify(_target.Pid, tid) is not { HasEnded: false } task)
        {
            // A leader that has ended stays as a zombie while its threads run.
            _isQuiet &= tid == _target.Pid;
            return;
        }

        if (_passes.Count == 1)
        {
            _latestStartTicks = Math.Max(_latestStartTicks, task.Key.StartTicks);
        }

        if (_goal.WhyNever(task) is { } never)
        {
            Refuse(task.Key, task.Name, never, never.Reason());
            return;
        }

        ControlResult read = _value.Read(_target.Pid, tid, out T? now);
        if (read == ControlResult.TaskGone)
        {
            _isQuiet = false;
            return;
        }

        if (read != ControlResult.Applied)
        {
            Refuse(task.Key, task.Name, read, _goal.Why(read, _value.LastErrno, change: null), _value.LastErrno);
            return;
        }

        _current[task.Key] = now!;
        bool isGiven = _known.Add(task.Key) && _passes.Count > 1 && _given.Contains(now!);
        if (_refusals.ContainsKey(task.Key) || IsWritten(task, now!) || _goal.Plan(_target.Pid, task, now!, isGiven) is not { } change)
        {
            return;
        }

        if (!_written.ContainsKey(task.Key) && _goal.WhyKept(now!) is { } kept)
        {
            Refuse(task.Key, task.Name, kept.Result, kept.Why);
            return;
        }

        planned.Add(change);
    }

    // Set to something else since, a task is written once more: after that, whoever sets it would win in the end.
    private bool IsWritten(in TaskIdentity task, T now)
    {
        if (!_written.TryGetValue(task.Key, out T? written))
        {
            return false;
        }

        if (!written.Equals(now))
        {
            if (!IsInEffect(task.Key, _former[task.Key], now, wasOther: true) && _writtenTwice.Add(task.Key))
            {
                return false;
            }

            Recheck(task.Key, task.Name, now, EffectText.SomeProgram);
        }

        return true;
    }

    // The kernel itself may have trimmed an affinity since: its cpuset was made smaller, or a CPU went offline.
    private void Recheck(TaskKey task, string name, T now, string who)
    {
        T from = _former[task];
        if (!IsInEffect(task, from, now, wasOther: !_written[task].Equals(now)))
        {
            RefuseEffect(task, name, from, now, who);
            return;
        }

        _written[task] = now;
        _current[task] = now;
        if (_changes.TryGetValue(task, out TaskChange<T>? change))
        {
            _changes[task] = change with { To = now };
        }
    }

    private bool IsInEffect(TaskKey task, T from, T has, bool wasOther) => _goal.IsInEffect(_target.Pid, task, from, has, wasOther);

    private void RefuseEffect(TaskKey task, string name, T from, T has, string who) =>
        Refuse(task, name, ControlResult.NotInEffect, _goal.WhyNotInEffect(from, has, who));

    private bool IsStill(TaskKey task)
    {
        TaskIdentity? now = _tasks.Identify(_target.Pid, task.Tid);
        if (now?.Key == task)
        {
            return true;
        }

        _whyGone = _tasks.WhyGone(task.Tid, now);
        _current.Clear();
        IsDone = true;
        return false;
    }

    private void Refuse(TaskKey task, string name, ControlResult result, string why, int errno = 0) =>
        _refusals[task] = new TaskRefusal(task, _target.Pid, name, result, why)
        {
            Errno = errno,
            Change = result != ControlResult.TaskGone && _tried.TryGetValue(task, out TaskChange<T>? tried) && !tried.To.Equals(tried.From)
                ? _value.Text(tried)
                : null,
        };
}
