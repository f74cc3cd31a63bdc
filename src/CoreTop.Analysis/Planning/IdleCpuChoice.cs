using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Planning;

/// <summary>The idle CPU to send a task to, or why there is none.</summary>
/// <param name="Cpu">The CPU; null when there is none.</param>
/// <param name="Why">A phrase: the reason for this one, such as <c>whole core idle, same cache</c>, or why there is none, such as <c>all 4 CPUs it may use are busy</c>.</param>
public sealed record IdleCpuChoice(CpuId? Cpu, string Why)
{
    /// <summary><see cref="Why"/> of several tasks for which it is the same: <c>all 4 CPUs they may use are busy</c>.</summary>
    public string WhyOfSeveral { get; init; } = Why;
}
