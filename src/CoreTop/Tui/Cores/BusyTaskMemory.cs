using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Cores;

/// <summary>Counts the busy tasks of each CPU once a snapshot.</summary>
internal sealed class BusyTaskMemory
{
    // What was counted for a pane that is closed must not keep every task of that time in memory.
    private readonly WeakReference<Snapshot?> _counted = new(null);
    private Dictionary<CpuId, int> _counts = [];

    /// <summary>For each CPU the busy tasks that last ran there; those without are not in it.</summary>
    /// <param name="snapshot">The machine; null before it was read.</param>
    public IReadOnlyDictionary<CpuId, int> Of(Snapshot? snapshot)
    {
        if (snapshot is not null && !(_counted.TryGetTarget(out Snapshot? counted) && ReferenceEquals(counted, snapshot)))
        {
            _counts = BusyTasks.Count(snapshot);
            _counted.SetTarget(snapshot);
        }

        return _counts;
    }
}
