using System.Collections.Immutable;

namespace CoreTop.Analysis.Planning;

/// <summary>Changes of affinity that give hungry tasks more CPU time: shown first, then made if the user agrees.</summary>
public sealed record RebalancePlan
{
    /// <summary>What it writes.</summary>
    public required RebalanceStrategy Strategy { get; init; }

    /// <summary>The changes in the order to make them; empty when nothing would help.</summary>
    public ImmutableArray<PlannedChange> Changes { get; init; } = [];

    /// <summary>Every online CPU in ascending order, before and after; empty without a change.</summary>
    public ImmutableArray<ExpectedLoad> Loads { get; init; } = [];

    /// <summary>CPU time that the hungry tasks get now, in cores.</summary>
    public double CoresBefore { get; init; }

    /// <summary>CPU time that they would get, in cores.</summary>
    public double CoresAfter { get; init; }

    /// <summary>
    /// <see cref="CoresAfter"/> is the most they would get: some of the tasks sleep at times, a quota stops them, or others use the CPUs
    /// they would move to.
    /// </summary>
    public bool IsMost { get; init; }

    /// <summary>The tasks whose CPU time shows what it gained.</summary>
    public GainBasis Basis => BasisMaker?.Value ?? GainBasis.Empty;

    /// <summary>Computes <see cref="Basis"/> when the plan is carried out; null for an empty plan.</summary>
    internal Lazy<GainBasis>? BasisMaker { get; init; }

    /// <summary>A plan without changes.</summary>
    public bool IsEmpty => Changes.IsEmpty;
}
