using CoreTop.Model.Cpus;

namespace CoreTop.Model.Topology;

/// <summary>The CPUs that somebody looks at, where those are not the whole machine: <c>--within</c>, or those that CoreTop itself may use, <c>--mine</c>.</summary>
/// <param name="Cpus">Online CPUs; never empty.</param>
/// <param name="Name">What they are called on the screen: <c>mine</c>, or the expression that names them.</param>
/// <param name="Origin">Where they are from, as a phrase: <c>the cpuset of Slurm job 4242</c>.</param>
public sealed record CpuBounds(CpuSet Cpus, string Name, string Origin)
{
    /// <summary>The task may run on one of them, or its affinity is not known.</summary>
    /// <param name="affinity">Its affinity; null when unknown.</param>
    public bool MayHold(CpuSet? affinity) => affinity is null || affinity.Overlaps(Cpus);
}
