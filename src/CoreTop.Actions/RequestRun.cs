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
    private readonly CpuSet? _limit;
    private readonly CpuSet? _target;
    private readonly CpuSet? _targetWithoutIsolated;
    private readonly ThreadPasses _passes;
    private readonly OrderedDictionary<TaskKey, AffinityChange> _changes = [];
    private readonly OrderedDictionary<TaskKey, AffinityRefusal> _refusals = [];
    private readonly Dictionary<TaskKey, CpuSet> _written = [];
    private readonly Dictionary<TaskKey, CpuSet> _current = [];
    private readonly List<int> _tids = [];
    private string? _whyGone;
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
        _limit = request.Limit ?? online;
        _passes = request.IsWholeProcess ? new ThreadPasses() : new ThreadPasses(quietNeeded: 1);

        // A mask of just the CPUs there are would be a pin: it leaves out those added later, and is remembered.
        bool isRelease = request.Wanted is not { } wanted || (_limit is { IsEmpty: false } && _limit.IsSubsetOf(wanted));
        Written = isRelease ? null : request.Wanted;
        _target = isRelease ? _limit : _limit is null ? request.Wanted : request.Wanted!.Intersect(_limit);
        if (request.Wanted is null && _limit?.Except(request.Isolated) is { IsEmpty: false } free && !free.Equals(_limit))
        {
            _targetWithoutIsolated = free;
        }

        if (_target is { IsEmpty: true })
        {
            RefuseAll(AffinityText.Why(AffinityResult.NoUsableCpu, errno: 0, request.Wanted, _limit));
        }
    }

    /// <summary>What to write; null to release.</summary>
    public CpuSet? Written { get; }

    /// <summary>What a release of a task leaves out; null for nothing.</summary>
    /// <param name="has">The CPUs it may use now.</param>
    public CpuSet? LeftOut(CpuSet has) => AreIsolatedLeftOut(has) ? _request.Isolated : null;

    /// <summary>The process, when every thread of it is asked for; else null.</summary>
    public WholeProcess? WholeProcess => _request.IsWholeProcess ? new WholeProcess(Leader, _latestStartTicks) : null;

    /// <summary>Something was changed for it.</summary>
    public bool HasChanges => _changes.Count > 0;

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

        if (answer.Result is not (AffinityResult.Applied or AffinityResult.Recorded))
        {
            if (answer.Stranger is not null || answer.Result != AffinityResult.TaskGone)
            {
                string why = answer.Stranger ?? AffinityText.Why(answer.Result, answer.Errno, Written, _limit);
                Refuse(planned.Task, planned.Name, answer.Result, why, answer.Errno);
            }

            return false;
        }

        _isRecorded |= answer.Result == AffinityResult.Recorded;
        CpuSet now = _isRecorded ? planned.From : answer.ReadBack!;
        CpuSet to = _isRecorded ? planned.To : answer.ReadBack!;
        _written[planned.Task] = now;
        _current[planned.Task] = to;
        if (to.Equals(planned.From))
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

        if (_changes.Count == 0 && unchanged == 0 && _refusals.Count == 0)
        {
            Refuse(_request.Task, _request.Name, AffinityResult.TaskGone, _whyGone ?? AffinityResult.TaskGone.Reason());
        }

        var outcome = new AffinityOutcome(
            _request, [.. _changes.Values], unchanged, [.. _refusals.Values], readBack, Sentence: string.Empty)
        {
            IsRecorded = _isRecorded,
            IsSettled = _passes.Count == 0 || _whyGone is not null || _passes.IsQuiet,
        };
        return outcome with { Sentence = OutcomeText.Of(outcome) };
    }

    private TaskKey Leader => _request.Task with { Tid = _request.Pid };

    // The leader is the same before and after the listing, so every thread in it is the process's.
    private void PlanProcess(List<AffinityChange> planned)
    {
        if (!IsStill(_request.Pid, Leader))
        {
            return;
        }

        _tasks.ListThreads(_request.Pid, _tids);
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

        AffinityResult read = _tasks.Read(_request.Pid, tid, out CpuSet? now);
        if (read == AffinityResult.TaskGone)
        {
            _isQuiet = false;
            return;
        }

        if (read != AffinityResult.Applied)
        {
            Refuse(task.Key, task.Name, read, AffinityText.Why(read, _tasks.LastErrno, Written, _limit), _tasks.LastErrno);
            return;
        }

        _current[task.Key] = now!;
        if (IsAsWanted(task.Key, now!) || _refusals.ContainsKey(task.Key))
        {
            return;
        }

        if (!_request.Expected.IsEmpty && !_written.ContainsKey(task.Key) && !_request.Expected.Contains(now!))
        {
            string why = $"{AffinityResult.ChangedMeanwhile.Reason()}: it has {AffinityText.Cpus(now!)}, not {AffinityText.Cpus(_request.Expected[0])}";
            Refuse(task.Key, task.Name, AffinityResult.ChangedMeanwhile, why);
            return;
        }

        bool wasUnrestricted = _limit is { IsEmpty: false } && _limit.IsSubsetOf(now!);
        planned.Add(new AffinityChange(task.Key, _request.Pid, task.Name, now!, TargetFor(now!) ?? now!, wasUnrestricted)
        {
            IsRelease = Written is null,
        });
    }

    private bool IsAsWanted(TaskKey task, CpuSet now)
    {
        if (_written.TryGetValue(task, out CpuSet? written))
        {
            return written.Equals(now);
        }

        CpuSet? target = TargetFor(now);
        return Written is null ? target is not null && target.IsSubsetOf(now) : now.Equals(target);
    }

    private CpuSet? TargetFor(CpuSet has) => AreIsolatedLeftOut(has) ? _targetWithoutIsolated : _target;

    // Nothing balances the load of isolated CPUs, so a task would stay where it happens to be put. Whoever has some of them was
    // let there on purpose.
    private bool AreIsolatedLeftOut(CpuSet has) => _targetWithoutIsolated is not null && !has.Overlaps(_request.Isolated);

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

    private static AffinityResult? Forbidden(TaskMobility mobility) => mobility switch
    {
        TaskMobility.KernelBound => AffinityResult.KernelBound,
        TaskMobility.KernelThread => AffinityResult.KernelThread,
        TaskMobility.Deadline => AffinityResult.DeadlineTask,
        _ => null,
    };

    private void RefuseAll(string why)
    {
        Refuse(_request.Task, _request.Name, AffinityResult.NoUsableCpu, why);
        IsDone = true;
    }

    private void Refuse(TaskKey task, string name, AffinityResult result, string why, int errno = 0) =>
        _refusals[task] = new AffinityRefusal(task, _request.Pid, name, result, why) { Errno = errno };
}
