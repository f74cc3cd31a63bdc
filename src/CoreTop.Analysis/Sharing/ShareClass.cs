using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>Tasks that are alike.</summary>
/// <param name="Mask">The online CPUs they may use. Without one their share is 0.</param>
/// <param name="Demand">What each of them wants, in work (performance-core seconds per second), 0 to 1.</param>
/// <param name="Weight">The weight of each when CPUs are short: 1,024 for nice 0, multiplied along the cgroup path.</param>
/// <param name="Tier">The lowest number is served first; the next gets what is left.</param>
/// <param name="Count">How many there are; a fraction for a stream, whose mean number of runnable tasks it is.</param>
/// <param name="Quotas">Indices into <see cref="ShareProblem.Quotas"/> of all quotas that cap them; default for none.</param>
internal sealed record ShareClass(
    CpuSet Mask, double Demand, double Weight, int Tier, double Count, ImmutableArray<int> Quotas);
