using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>Hungry tasks that may run on the same CPUs, now and with another mask: a matching treats them alike.</summary>
/// <param name="Allowed">Where they may run now.</param>
/// <param name="Possible">Where another mask could let them run.</param>
internal sealed record TaskClass(CpuSet Allowed, CpuSet Possible)
{
    /// <summary>The tasks.</summary>
    public List<WatchedTask> Tasks { get; } = [];

    /// <summary>A task that is alone on the one CPU it is pinned to, and gets that CPU: that was set on purpose, so it stays.</summary>
    public bool IsDeliberatePin { get; set; }

    /// <summary>Where the tasks may be moved to.</summary>
    public CpuSet Reachable => IsDeliberatePin ? Allowed : Possible;
}
