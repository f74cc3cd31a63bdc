using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Lists;

/// <summary>Knows which processes came and went of late, while that is asked for.</summary>
internal sealed class ChangeWatch
{
    private readonly Dictionary<TaskKey, DateTimeOffset> _since = [];
    private readonly List<TaskKey> _gone = [];
    private Dictionary<TaskKey, ProcessLoad> _before = [];
    private Dictionary<TaskKey, ProcessLoad> _now = [];
    private bool _isWatching;

    /// <summary>Processes that ended of late, as they were last seen; they neither run nor wait.</summary>
    public List<ProcessLoad> Ended { get; } = [];

    /// <summary>The process came of late.</summary>
    public bool IsNew(ProcessLoad process) => _since.Count > 0 && _since.ContainsKey(process.Key);

    /// <summary>Looks at a new snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="markedFor">How long a process counts as come or gone; null to watch no longer.</param>
    public void Take(Snapshot snapshot, TimeSpan? markedFor)
    {
        // What a partial snapshot lacks did not come with the next one.
        if (markedFor is not { } time || snapshot.IsPartial)
        {
            Forget();
            return;
        }

        ForgetOlder(snapshot.Time - time);
        foreach (ProcessLoad process in snapshot.Processes)
        {
            _now[process.Key] = process;
            if (_isWatching && !_before.Remove(process.Key))
            {
                _since[process.Key] = snapshot.Time;
            }
        }

        // What is left was not found again.
        foreach ((TaskKey key, ProcessLoad process) in _before)
        {
            _since[key] = snapshot.Time;
            Ended.Add(process with { Run = 0, Wait = process.Wait is null ? null : 0 });
        }

        _isWatching = true;
        _before.Clear();
        (_before, _now) = (_now, _before);
    }

    private void Forget()
    {
        if (_isWatching)
        {
            _isWatching = false;
            _before.Clear();
            _since.Clear();
            Ended.Clear();
        }
    }

    private void ForgetOlder(DateTimeOffset oldest)
    {
        foreach ((TaskKey key, DateTimeOffset since) in _since)
        {
            if (since <= oldest)
            {
                _gone.Add(key);
            }
        }

        foreach (TaskKey key in _gone)
        {
            _since.Remove(key);
        }

        _gone.Clear();
        for (int i = Ended.Count - 1; i >= 0; i--)
        {
            if (!_since.ContainsKey(Ended[i].Key))
            {
                Ended.RemoveAt(i);
            }
        }
    }
}
