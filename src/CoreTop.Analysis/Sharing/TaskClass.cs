using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>Hungry tasks that may run on the same CPUs, now and with another mask: to a matching they are alike.</summary>
/// <param name="Allowed">Where they may run now.</param>
/// <param name="Possible">Where another mask could let them run.</param>
internal sealed record TaskClass(CpuSet Allowed, CpuSet Possible)
{
    /// <summary>The tasks.</summary>
    public List<WatchedTask> Tasks { get; } = [];

    /// <summary>A single task alone on the one CPU it is pinned to, and it gets that CPU: somebody meant that, so it stays.</summary>
    public bool IsDeliberatePin { get; set; }

    /// <summary>Where the tasks may be moved to.</summary>
    public CpuSet Reachable => IsDeliberatePin ? Allowed : Possible;
}
