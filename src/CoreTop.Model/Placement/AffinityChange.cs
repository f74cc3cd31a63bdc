using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Model.Placement;

/// <summary>One task's affinity, before and after; swap them to take it back.</summary>
/// <param name="Task">The task that was or will be changed.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="Name">The task's comm, for people.</param>
/// <param name="From">Affinity before.</param>
/// <param name="To">Affinity after.</param>
/// <param name="WasUnrestricted"><paramref name="From"/> was all that the task's cpuset allows, so taking the change back means releasing.</param>
public sealed record AffinityChange(TaskKey Task, int Pid, string Name, CpuSet From, CpuSet To, bool WasUnrestricted)
    : TaskChange<CpuSet>(Task, Pid, Name, From, To)
{
    /// <summary>What it leads to was all that the task's cpuset allowed then; the kernel adds CPUs that come online later.</summary>
    public bool IsRelease { get; init; }

    /// <inheritdoc/>
    public override bool Continues(TaskChange earlier) =>
        base.Continues(earlier) || (earlier is AffinityChange { IsRelease: true } release && release.To.IsSubsetOf(From));

    /// <inheritdoc/>
    public override TaskChange After(TaskChange earlier) =>
        this with { From = ((AffinityChange)earlier).From, WasUnrestricted = ((AffinityChange)earlier).WasUnrestricted };
}
