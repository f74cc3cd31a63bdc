using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Cores;

/// <summary>Counts the busy tasks of each CPU once a snapshot.</summary>
internal sealed class BusyTaskMemory
{
    private (Snapshot Snapshot, Dictionary<CpuId, int> Counts)? _counted;

    /// <summary>For each CPU the busy tasks that last ran there; those without are not in it.</summary>
    /// <param name="snapshot">The machine; null before it was read.</param>
    public IReadOnlyDictionary<CpuId, int> Of(Snapshot? snapshot)
    {
        if (snapshot is not null && !ReferenceEquals(_counted?.Snapshot, snapshot))
        {
            _counted = (snapshot, BusyTasks.Count(snapshot));
        }

        return _counted?.Counts ?? [];
    }
}
