using System.Collections.Immutable;

namespace CoreTop.Analysis.Sharing;

/// <summary>CPUs and the tasks that want them.</summary>
/// <remarks>
/// Numbers that cannot be are taken as harmless: no demand, no room, no quota where one is not a number, the nearest possible
/// value where it is out of its range.
/// </remarks>
internal sealed record ShareProblem
{
    /// <summary>The online CPUs.</summary>
    public required ImmutableArray<ShareCpu> Cpus { get; init; }

    /// <summary>The tasks.</summary>
    public required IReadOnlyList<ShareClass> Classes { get; init; }

    /// <summary>Caps on the CPU time of all classes that name them, in cores. They nest, as cgroups do.</summary>
    public IReadOnlyList<double> Quotas { get; init; } = [];

    /// <summary>What every further SMT sibling of a core adds to it, as a part of the core.</summary>
    public double SecondSibling { get; init; } = 0.25;
}
