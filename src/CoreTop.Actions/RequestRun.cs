using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>One request on its way.</summary>
internal sealed class RequestRun
{
    private readonly AffinityRequest _request;
    private readonly TaskAccess _tasks;
    private readonly WantedAffinity _wanted;
    private readonly EffectCheck _effects;
    private readonly ThreadPasses _passes;
    private readonly OrderedDictionary<TaskKey, AffinityChange> _changes = [];
    private readonly OrderedDictionary<TaskKey, TaskRefusal> _refusals = [];
    private readonly Dictionary<TaskKey, CpuSet> _written = [];
    private readonly Dictionary<TaskKey, CpuSet> _former = [];
    private readonly HashSet<TaskKey> _writtenTwice = [];
    private readonly Dictionary<TaskKey, CpuSet> _current = [];
    private readonly List<int> _tids = [];
    private string? _whyGone;
    private long? _runTime;
    private ulong _latestStartTicks;
    private bool _isQuiet;
    private bool _isRecorded;

    /// <summary>Starts a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tasks">The machine's tasks.</param>
    /// <param name="online">What stands in for a limit that is not known; null when that is unknown too.</param>
    public RequestRun(AffinityRequest request, TaskAccess tasks, CpuSet? online)
    {
        _request = request;
        _tasks = tasks;
        _effects = new EffectCheck(tasks);
        _wanted = new WantedAffinity(request, request.Limit ?? online);
        _passes = request.IsWholeProcess ? new ThreadPasses() : new ThreadPasses(quietNeeded: 1);
        if (_wanted.IsImpossible)
        {
            Refuse(_request.Task, _request.Name, ControlResult.NoUsableCpu, _wanted.Why(ControlResult.NoUsableCpu, errno: 0));
            IsDone = true;
        }
    }

    /// <summary>What to write; null to release.</summary>
    public CpuSet? Written => _wanted.Written;

    /// <summary>What a release of a task leaves out; null for nothing.</summary>
    /// <param name="has">The CPUs it may use now.</param>
    public CpuSet? LeftOut(CpuSet has) => _wanted.LeftOut(has);

    /// <summary>The process, when every thread of it is asked for; else null.</summary>
    public WholeProcess? WholeProcess => _request.IsWholeProcess ? new WholeProcess(Leader, _latestStartTicks) : null;

    /// <summary>Something was changed for it.</summary>
    public bool HasChanges => _changes.Count > 0;

    /// <summary>Something was really written for it.</summary>
    public bool HasWritten => _written.Count > 0 && !_isRecorded;

    /// <summary>Nothing is left to do for it.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether the two may be served in the same passes: they have no task in common.</summary>
    public bool IsApartFrom(RequestRun other) =>
        _request.Pid != other._request.Pid
        || (!_request.IsWholeProcess && !other._request.IsWholeProcess && _request.Task.Tid != other._request.Task.Tid);

    /// <summary>Looks at every task and says what to change.</summary>
    /// <returns>The changes of this pass, each to the affinity that is meant to come of it.</returns>
    public List<AffinityChange> Plan()
    {
        var planned = new List<AffinityChange>();
        _isQuiet = true;
        _passes.Begin();
        _current.Clear();
        _effects.Forget();
        _runTime ??= _tasks.RunTime(_request.Pid);
        if (_request.IsWholeProcess)
        {
            PlanProcess(planned);
        }
        else if (IsStill(_request.Pid, _request.Task))
        {
            PlanTask(_request.Task.Tid, planned);
        }

        return planned;
    }

    /// <summary>Takes in what became of a change.</summary>
    /// <returns>Whether the task has another affinity than before.</returns>
    public bool Settle(AffinityChange planned, in TaskAnswer answer)
    {
        _isQuiet = false;
        if (answer.HasChangedMeanwhile)
        {
            return false;
        }

        if (answer.Result is not (ControlResult.Applied or ControlResult.Recorded))
        {
            if (answer.Stranger is not null || answer.Result != ControlResult.TaskGone)
            {
                string why = answer.Stranger ?? _wanted.Why(answer.Result, answer.Errno);
                Refuse(planned.Task, planned.Name, answer.Result, why, answer.Errno);
            }

            return false;
        }

        _isRecorded |= answer.Result == ControlResult.Recorded;
        CpuSet now = _isRecorded ? planned.From : answer.ReadBack!;
        CpuSet to = _isRecorded ? planned.To : answer.ReadBack!;
        _former.TryAdd(planned.Task, planned.From);
        _written[planned.Task] = now;
        _current[planned.Task] = to;
        bool isChanged = !to.Equals(planned.From);
        if (!_isRecorded && !IsInEffect(planned.From, to, wasOther: false))
        {
            RefuseEffect(planned.Task, planned.Name, planned.From, to, EffectText.SomeProgram);
            return isChanged;
        }

        if (!isChanged)
        {
            return false;
        }

        _changes[planned.Task] = _changes.TryGetValue(planned.Task, out AffinityChange? earlier)
            ? earlier with { To = to }
            : planned with { To = to };
        return true;
    }

    /// <summary>Closes the pass once all its changes are settled.</summary>
    public void EndPass()
    {
        _passes.End(_isQuiet);
        IsDone |= _passes.AreOver;
    }

    /// <summary>
    /// Looks again at every task of a request for which something was written: what was right at once may have been set back.
    /// </summary>
    /// <param name="seen">Tasks that a later request was for; those of this one are added.</param>
    public void LookAgain(HashSet<TaskKey> seen)
    {
        if (!HasWritten || _whyGone is not null || !IsStill(_request.Pid, _request.IsWholeProcess ? Leader : _request.Task))
        {
            return;
        }

        _effects.Forget();
        bool hasRun = _runTime is not { } before || _tasks.RunTime(_request.Pid) is not { } after || before != after;
        bool hasEnded = true;
        Tids();
        foreach (int tid in _tids)
        {
            if (_tasks.Identify(_request.Pid, tid) is not { HasEnded: false } task)
            {
                continue;
            }

            hasEnded = false;
            if (seen.Add(task.Key) && _tasks.Read(_request.Pid, tid, out CpuSet? now) == ControlResult.Applied)
            {
                LookAgain(task, now!, hasRun || task.IsRunning ? EffectText.SomeProgram : EffectText.AnotherProgram);
            }
        }

        if (IsStill(_request.Pid, _request.IsWholeProcess ? Leader : _request.Task) && hasEnded)
        {
            _whyGone = ControlResult.TaskGone.Reason();
        }
    }

    /// <summary>What became of it all.</summary>
    public AffinityOutcome ToOutcome()
    {
        int unchanged = 0;
        CpuSet? readBack = null;
        foreach ((TaskKey key, CpuSet cpus) in _current)
        {
            if (_refusals.ContainsKey(key))
            {
                continue;
            }

            readBack = readBack is null ? cpus : readBack.Union(cpus);
            unchanged += _changes.ContainsKey(key) ? 0 : 1;
        }

        bool isGone = _whyGone is not null && !_refusals.ContainsKey(_request.Task);
        if (isGone || (_changes.Count == 0 && unchanged == 0 && _refusals.Count == 0))
        {
            Refuse(_request.Task, _request.Name, ControlResult.TaskGone, _whyGone ?? ControlResult.TaskGone.Reason());
        }

        var outcome = new AffinityOutcome(
            _request,
            [.. _changes.Where(change => !IsSetBack(change.Key)).Select(change => change.Value)],
            unchanged,
            [.. _refusals.Values],
            readBack,
            Sentence: string.Empty)
        {
            IsRecorded = _isRecorded,
            IsSettled = _passes.Count == 0 || _whyGone is not null || _passes.IsQuiet,
        };
        return outcome with { Sentence = OutcomeText.Of(outcome) };
    }

    private void LookAgain(in TaskIdentity task, CpuSet now, string who)
    {
        if (_refusals.TryGetValue(task.Key, out TaskRefusal? refusal) && refusal.Result != ControlResult.NotInEffect)
        {
            return;
        }

        if (_written.TryGetValue(task.Key, out CpuSet? written))
        {
            if (refusal is not null || !written.Equals(now))
            {
                _refusals.Remove(task.Key);
                Recheck(task.Key, task.Name, now, who);
            }
        }
        else if (!IsInEffect(now, now, wasOther: false))
        {
            string how = _current.ContainsKey(task.Key) ? $"{who} has set it to" : "it was born meanwhile, and has";
            Refuse(task.Key, task.Name, ControlResult.NotInEffect, $"not in effect: {how} {AffinityText.Cpus(now)}");
        }
    }

    private bool IsSetBack(TaskKey task) =>
        _refusals.TryGetValue(task, out TaskRefusal? refusal) && refusal.Result == ControlResult.NotInEffect;

    private void Tids()
    {
        if (_request.IsWholeProcess)
        {
            _tasks.ListThreads(_request.Pid, _tids);
            return;
        }

        _tids.Clear();
        _tids.Add(_request.Task.Tid);
    }

    private TaskKey Leader => _request.Task with { Tid = _request.Pid };

    // The leader is the same before and after the listing, so every thread in it is the process's.
    private void PlanProcess(List<AffinityChange> planned)
    {
        if (!IsStill(_request.Pid, Leader))
        {
            return;
        }

        Tids();
        foreach (int tid in _tids)
        {
            PlanTask(tid, planned);
        }

        if (!IsStill(_request.Pid, Leader))
        {
            planned.Clear();
        }
    }

    private void PlanTask(int tid, List<AffinityChange> planned)
    {
        if (_tasks.Identify(_request.Pid, tid) is not { HasEnded: false } task)
        {
            // A leader that has ended stays as a zombie while its threads go on.
            _isQuiet &= tid == _request.Pid;
            return;
        }

        if (_passes.Count == 1)
        {
            _latestStartTicks = Math.Max(_latestStartTicks, task.Key.StartTicks);
        }

        if (Forbidden(task.Mobility) is { } forbidden)
        {
            Refuse(task.Key, task.Name, forbidden, forbidden.Reason());
            return;
        }

        ControlResult read = _tasks.Read(_request.Pid, tid, out CpuSet? now);
        if (read == ControlResult.TaskGone)
        {
            _isQuiet = false;
            return;
        }

        if (read != ControlResult.Applied)
        {
            Refuse(task.Key, task.Name, read, _wanted.Why(read, _tasks.LastErrno), _tasks.LastErrno);
            return;
        }

        _current[task.Key] = now!;
        if (_refusals.ContainsKey(task.Key) || IsWritten(task, now!) || _wanted.IsReached(now!, now!))
        {
            return;
        }

        if (!_request.Expected.IsEmpty && !_written.ContainsKey(task.Key) && !_request.Expected.Contains(now!))
        {
            string why = $"{ControlResult.ChangedMeanwhile.Reason()}: it has {AffinityText.Cpus(now!)}, not {AffinityText.Cpus(_request.Expected[0])}";
            Refuse(task.Key, task.Name, ControlResult.ChangedMeanwhile, why);
            return;
        }

        planned.Add(new AffinityChange(
            task.Key, _request.Pid, task.Name, now!, _wanted.TargetFor(now!) ?? now!, _wanted.IsUnrestricted(now!))
        {
            IsRelease = Written is null,
        });
    }

    // Set to something else since, a task is written once more: after that, whoever sets it would win in the end.
    private bool IsWritten(in TaskIdentity task, CpuSet now)
    {
        if (!_written.TryGetValue(task.Key, out CpuSet? written))
        {
            return false;
        }

        if (!written.Equals(now))
        {
            if (!IsInEffect(_former[task.Key], now, wasOther: true) && _writtenTwice.Add(task.Key))
            {
                return false;
            }

            Recheck(task.Key, task.Name, now, EffectText.SomeProgram);
        }

        return true;
    }

    // The kernel itself may have trimmed it since: its cpuset was made smaller, or a CPU went offline.
    private void Recheck(TaskKey task, string name, CpuSet now, string who)
    {
        CpuSet from = _former[task];
        if (!IsInEffect(from, now, wasOther: !_written[task].Equals(now)))
        {
            RefuseEffect(task, name, from, now, who);
            return;
        }

        _written[task] = now;
        _current[task] = now;
        if (_changes.TryGetValue(task, out AffinityChange? change))
        {
            _changes[task] = change with { To = now };
        }
    }

    private bool IsInEffect(CpuSet from, CpuSet has, bool wasOther) => _effects.IsInEffect(_wanted, _request.Pid, from, has, wasOther);

    private void RefuseEffect(TaskKey task, string name, CpuSet from, CpuSet has, string who)
    {
        string? swallowed = has.Equals(from) ? _tasks.WhySwallowed() : null;
        Refuse(task, name, ControlResult.NotInEffect, EffectText.OfAffinity(from, has, who, swallowed));
    }

    private bool IsStill(int pid, TaskKey task)
    {
        TaskIdentity? now = _tasks.Identify(pid, task.Tid);
        if (now?.Key == task)
        {
            return true;
        }

        _whyGone = _tasks.WhyGone(task.Tid, now);
        _current.Clear();
        IsDone = true;
        return false;
    }

    private static ControlResult? Forbidden(TaskMobility mobility) => mobility switch
    {
        TaskMobility.KernelBound => ControlResult.KernelBound,
        TaskMobility.KernelThread => ControlResult.KernelThread,
        _ => null,
    };

    private void Refuse(TaskKey task, string name, ControlResult result, string why, int errno = 0) =>
        _refusals[task] = new TaskRefusal(task, _request.Pid, name, result, why) { Errno = errno };
}
