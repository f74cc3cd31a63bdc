using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions.Storage;

/// <summary>
/// Makes one batch of several of the same kind of value that follow each other: each task goes from what it had before the first of them to what the last
/// left it with. Where somebody else set a mask in between, a second batch holds what was changed since the last time.
/// </summary>
internal sealed class JournalFold
{
    // Ends the id of the second batch, which stands for the same ones as the first.
    private const char SinceMark = '+';

    private readonly OrderedDictionary<TaskKey, TaskChange> _first = [], _since = [];
    private readonly Dictionary<TaskKey, WholeProcess> _wholeFirst = [], _wholeSince = [];
    private readonly Dictionary<int, WholeProcess> _wholeByPid = [];
    private CpuSet _leftOut = CpuSet.Empty;
    private JournalBatch? _oldest;
    private int _count;

    /// <summary>Takes in the next batch, from the oldest to the newest.</summary>
    public void Add(JournalBatch batch)
    {
        _oldest ??= batch;
        _count += batch.Id.EndsWith(SinceMark) ? 0 : Math.Max(1, batch.Folded);
        _leftOut = _leftOut.Union(batch.LeftOut);
        TaskChange[] changes = [.. batch.Changes.Select(FromBeforeItWasBorn)];
        foreach (TaskChange change in changes)
        {
            Add(change);
        }

        foreach (WholeProcess whole in batch.WholeProcesses)
        {
            _wholeFirst.TryAdd(whole.Leader, whole);
            _wholeSince[whole.Leader] = whole;
            _wholeByPid.TryAdd(whole.Leader.Tid, whole);
        }
    }

    /// <summary>What is left to be taken back of tasks that live: at most two batches, the oldest first.</summary>
    /// <param name="isAlive">The task may still be taken back.</param>
    public IEnumerable<JournalBatch> ToBatches(Func<TaskChange, bool> isAlive)
    {
        if (_oldest is null)
        {
            yield break;
        }

        if (Make(_oldest.Id, _first, _wholeFirst, isAlive) is { } first)
        {
            yield return first;
        }

        if (Make($"{_oldest.Id}{SinceMark}", _since, _wholeSince, isAlive) is { } since)
        {
            yield return since;
        }
    }

    private JournalBatch? Make(
        string id,
        OrderedDictionary<TaskKey, TaskChange> changes,
        Dictionary<TaskKey, WholeProcess> whole,
        Func<TaskChange, bool> isAlive)
    {
        TaskChange[] living = [.. changes.Values.Where(isAlive)];
        HashSet<int> pids = [.. living.Select(change => change.Pid)];
        return living.Length == 0 ? null : _oldest! with
        {
            Id = id,
            Summary = _count == 1 ? _oldest.Summary : $"{_count} earlier changes, kept as one",
            Changes = [.. living],
            WholeProcesses = [.. whole.Values.Where(process => pids.Contains(process.Leader.Tid))],
            LeftOut = _leftOut,
            Folded = _count,
            WasTried = false,
            IsOneWay = false,
        };
    }

    private void Add(TaskChange change)
    {
        OrderedDictionary<TaskKey, TaskChange> layer = _since.ContainsKey(change.Task) ? _since : _first;
        if (!layer.TryGetValue(change.Task, out TaskChange? earlier))
        {
            layer.Add(change.Task, change);
        }
        else if (!change.Continues(earlier))
        {
            _since[change.Task] = change;
        }
        else if (change.TakesBack(earlier))
        {
            layer.Remove(change.Task);
        }
        else
        {
            layer[change.Task] = change.After(earlier);
        }
    }

    // A thread that was born to a process that had been changed whole began with what that left it.
    private TaskChange FromBeforeItWasBorn(TaskChange change)
    {
        if (_first.ContainsKey(change.Task)
            || _since.ContainsKey(change.Task)
            || !_wholeByPid.TryGetValue(change.Pid, out WholeProcess whole)
            || change.Task.StartTicks <= whole.LatestStartTicks)
        {
            return change;
        }

        TaskChange? leader = _since.GetValueOrDefault(whole.Leader) ?? _first.GetValueOrDefault(whole.Leader);
        return leader is not null && change.Continues(leader) ? change.After(leader) : change;
    }
}
