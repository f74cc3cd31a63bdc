using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Watching;

/// <summary>Tasks that do not live long enough to be watched individually, such as the compilers that make starts: all those with the same affinity and limit.</summary>
/// <param name="Members">Those that were alive at the last reading, in the order of the snapshot; may be empty.</param>
/// <param name="Reapers">Processes whose ended children used CPU time in the window.</param>
/// <param name="Run">CPU time over wall time, in cores, of members that are alive and of those that ended.</param>
/// <param name="Runnable">How many of them run or wait for a CPU, on average.</param>
/// <param name="Reach">Where they may run, and where they could with another mask.</param>
internal sealed record TaskStream(
    ImmutableArray<ProcessLoad> Members, ImmutableArray<ProcessLoad> Reapers, double Run, double Runnable, Reach Reach)
{
    /// <summary>Its affinity.</summary>
    public CpuSet Affinity => Reach.Allowed;
}
