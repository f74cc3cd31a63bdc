using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Watching;

/// <summary>What must be known besides a snapshot to watch the machine.</summary>
/// <param name="IsOneShot">There will be only one window, so it alone is believed.</param>
/// <param name="OwnPid">CoreTop itself: it finds itself running at every reading, which says nothing; null when it is not among the processes.</param>
internal readonly record struct WatchOptions(bool IsOneShot, int? OwnPid)
{
    /// <summary>The CPUs that are looked at; null for all.</summary>
    public CpuSet? Within { get; init; }
}
