using System.Collections.Immutable;

namespace CoreTop.Analysis.Sharing;

/// <summary>CPUs and the tasks that want them.</summary>
/// <remarks>
/// Impossible numbers are made harmless: a value that is not a number counts as no demand, no room or no quota, and one that is
/// out of range becomes the nearest possible value.
/// </remarks>
internal sealed record ShareProblem
{
    /// <summary>The online CPUs.</summary>
    public required ImmutableArray<ShareCpu> Cpus { get; init; }

    /// <summary>The tasks.</summary>
    public required IReadOnlyList<ShareClass> Classes { get; init; }

    /// <summary>Caps on the CPU time of all classes that name them, in cores. They nest, as cgroups do.</summary>
    public IReadOnlyList<double> Quotas { get; init; } = [];

    /// <summary>What every additional SMT sibling of a core adds to it, as a part of the core.</summary>
    public double SecondSibling { get; init; } = 0.25;
}
