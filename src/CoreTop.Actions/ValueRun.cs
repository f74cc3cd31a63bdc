using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>One value of one target on its way: of each thread on its own, so that one refusal stops no other.</summary>
/// <param name="target">The target.</param>
/// <param name="tasks">The machine's tasks.</param>
/// <param name="control">What changes them.</param>
/// <param name="value">What is changed.</param>
/// <param name="wanted">What a task is to have, from what it has at first sight.</param>
internal sealed class ValueRun<T>(
    TaskTarget target, TaskLookup tasks, ITaskControl control, TaskValue<T> value, Func<T, T> wanted)
    where T : struct, IEquatable<T>
{
    private const string Capability = "CAP_SYS_NICE";

    private readonly ThreadPasses _passes = target.IsWholeProcess ? new ThreadPasses() : new ThreadPasses(quietNeeded: 1);
    private readonly List<int> _tids = [];
    private readonly HashSet<TaskKey> _known = [];
    private readonly HashSet<T> _given = [];
    private readonly Dictionary<TaskKey, T> _meant = [];
    private readonly OrderedDictionary<TaskKey, (T From, T To)> _changes = [];
    private readonly Dictionary<TaskKey, T> _unchanged = [];
    private readonly OrderedDictionary<TaskKey, TaskRefusal> _refusals = [];
    private readonly HashSet<TaskKey> _notInEffect = [];
    private string? _whyGone;
    private bool _isQuiet;
    private bool _isRecorded;

    /// <summary>Does it, and says what became of it.</summary>
    public TaskOutcome Run()
    {
        while (_whyGone is null && !_passes.AreOver)
        {
            _passes.Begin();
            _isQuiet = true;
            foreach (TaskIdentity task in Look())
            {
                Change(task);
            }

            _passes.End(_isQuiet);
        }

        return ToOutcome();
    }

    // The leader is the same before and after the listing, so every thread in it is the process's.
    private List<TaskIdentity> Look()
    {
        var found = new List<TaskIdentity>();
        TaskKey leader = target.Task;
        _tids.Clear();
        if (!target.IsWholeProcess)
        {
            _tids.Add(target.Task.Tid);
        }
        else if (IsStill(leader))
        {
            tasks.ListThreads(target.Pid, _tids);
        }

        foreach (int tid in _tids)
        {
            if (tasks.Identify(target.Pid, tid) is { } task)
            {
                found.Add(task);
            }
        }

        if (!IsStill(leader))
        {
            found.Clear();
        }

        return found;
    }

    private void Change(in TaskIdentity task)
    {
        TaskKey key = task.Key;
        if (task.HasEnded || _refusals.ContainsKey(key))
        {
            return;
        }

        if (task.IsKernelThread)
        {
            Refuse(task, ControlResult.KernelThread.Reason());
            return;
        }

        ControlResult read = value.Read(target.Pid, key.Tid, out T now);
        if (read != ControlResult.Applied)
        {
            Refuse(task, read);
            return;
        }

        if (value.WhyKept(now) is { } kept)
        {
            Refuse(task, kept);
            return;
        }

        T meant = MeantFor(key, now);
        if (now.Equals(meant))
        {
            if (!_changes.ContainsKey(key))
            {
                _unchanged[key] = now;
            }

            return;
        }

        _isQuiet = false;
        Write(task, now, meant);
    }

    // A relative change is worked out once. A thread born meanwhile has what its creator had, before the change or after it.
    private T MeantFor(TaskKey key, T now)
    {
        bool isFirstSight = _known.Add(key);
        if (isFirstSight)
        {
            _meant[key] = _passes.Count > 1 && _given.Contains(now) ? now : wanted(now);
        }

        return _meant[key];
    }

    private void Write(in TaskIdentity task, T now, T meant)
    {
        TaskKey key = task.Key;
        if (tasks.Identify(target.Pid, key.Tid)?.Key != key)
        {
            return;
        }

        ControlResult written = value.Write(target.Pid, key.Tid, meant);
        if (written == ControlResult.Recorded)
        {
            _isRecorded = true;
            _changes[key] = (now, meant);
            _meant[key] = now;
            return;
        }

        if (written != ControlResult.Applied)
        {
            Refuse(task, written, written == ControlResult.NotPermitted ? value.WhyNot(key.Tid, now, meant) : null);
            return;
        }

        ControlResult readBack = value.Read(target.Pid, key.Tid, out T after);
        TaskIdentity? owner = tasks.Identify(target.Pid, key.Tid);
        if (owner?.Key != key)
        {
            TellOfStranger(task, owner, meant);
        }
        else if (readBack != ControlResult.Applied)
        {
            Refuse(task, readBack);
        }
        else
        {
            Settle(key, now, after);
            if (!value.IsInEffect(meant, now, after))
            {
                RefuseEffect(task, now, after);
            }
        }
    }

    // What the kernel made of it is what it is to have from now on.
    private void Settle(TaskKey key, T before, T after)
    {
        _meant[key] = after;
        _given.Add(after);
        T first = _changes.TryGetValue(key, out (T From, T To) earlier) ? earlier.From : before;
        if (first.Equals(after))
        {
            _changes.Remove(key);
            _unchanged[key] = after;
        }
        else
        {
            _changes[key] = (first, after);
            _unchanged.Remove(key);
        }
    }

    // These calls name a task by its number alone, so it may get a new owner between the check and the write.
    private void TellOfStranger(in TaskIdentity task, TaskIdentity? owner, T meant)
    {
        if ((owner ?? tasks.IdentifyAnywhere(task.Key.Tid)) is { HasEnded: false } stranger)
        {
            Refuse(task, $"has ended, and its number went to {TaskText.Name(stranger.Name)}, "
                + $"which may have got {value.Noun} {meant} instead: see whether it should");
        }
    }

    /// <summary>Looks once more at each task that was changed, a moment later, and says what became of it as it is now.</summary>
    public TaskOutcome LookAgain()
    {
        foreach ((TaskKey key, (T From, T To) change) in _changes.ToArray())
        {
            if (!_notInEffect.Contains(key) && tasks.Identify(target.Pid, key.Tid) is { HasEnded: false } task && task.Key == key
                && value.Read(target.Pid, key.Tid, out T now) == ControlResult.Applied && !now.Equals(change.To))
            {
                RefuseEffect(task, change.From, now);
            }
        }

        return ToOutcome();
    }

    private void RefuseEffect(in TaskIdentity task, T from, T has)
    {
        _notInEffect.Add(task.Key);
        string text = $"{value.Noun} {has}";
        Refuse(task, has.Equals(from) && tasks.MayAnswerForKernel() is { } answers
            ? EffectText.StillFormer(text, answers)
            : EffectText.Of($"{value.Noun} {from}", text, EffectText.SomeProgram, swallowed: null));
    }

    private bool IsStill(TaskKey key)
    {
        TaskIdentity? now = tasks.Identify(target.Pid, key.Tid);
        if (now?.Key == key)
        {
            return true;
        }

        _whyGone = tasks.WhyGone(key.Tid, now);
        return false;
    }

    private TaskOutcome ToOutcome()
    {
        foreach (TaskKey refused in _refusals.Keys)
        {
            _unchanged.Remove(refused);
        }

        if (_whyGone is not null || (_changes.Count == 0 && _unchanged.Count == 0 && _refusals.Count == 0))
        {
            string why = _whyGone ?? ControlResult.TaskGone.Reason();
            _refusals.TryAdd(target.Task, new TaskRefusal(target.Task, target.Pid, target.Name, ControlResult.TaskGone, why));
        }

        KeyValuePair<TaskKey, (T From, T To)>[] made = [.. _changes.Where(change => !_notInEffect.Contains(change.Key))];
        var outcome = new TaskOutcome(target, made.Length, [.. _refusals.Values], Sentence: string.Empty)
        {
            Changes = [.. made.Select(change => new ValueChange(change.Key, $"{change.Value.From}", $"{change.Value.To}"))],
            Unchanged = _unchanged.Count,
            IsRecorded = _isRecorded,
            IsSettled = _whyGone is not null || _passes.IsQuiet,
        };
        T[] had = [.. _unchanged.Values.Distinct()];
        return outcome with { Sentence = ValueText.Of(outcome, value.Noun, had.Length == 1 ? $"{had[0]}" : null) };
    }

    private void Refuse(in TaskIdentity task, ControlResult result, string? why = null)
    {
        int errno = control.LastErrno;
        if (result == ControlResult.TaskGone && errno == RefusalText.Esrch
            && tasks.Identify(target.Pid, task.Key.Tid) is { HasEnded: false } now && now.Key == task.Key)
        {
            result = ControlResult.Failed;
        }

        // One that ended meanwhile is not worth a word, unless none is left.
        if (result != ControlResult.TaskGone)
        {
            why ??= RefusalText.Why(result, errno, target.Owner, Capability);
            _refusals[task.Key] = new TaskRefusal(task.Key, target.Pid, task.Name, result, why) { Errno = errno };
        }
    }

    private void Refuse(in TaskIdentity task, string why) =>
        _refusals[task.Key] = new TaskRefusal(task.Key, target.Pid, task.Name, ControlResult.Applied, why);
}
