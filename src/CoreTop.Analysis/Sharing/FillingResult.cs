using System.Collections.Immutable;

namespace CoreTop.Analysis.Sharing;

/// <summary>What each class gets when all are served fairly.</summary>
/// <param name="Shares">For each class the share of one task, in work (performance-core seconds per second).</param>
/// <param name="Total">The shares of all tasks together.</param>
/// <param name="Cut">
/// For each class the number of the bottleneck that keeps it from its demand: classes with the same number share it, and the
/// numbers have no other meaning. -1 where the demand is met, where a quota caps it, and where the mask has no CPU.
/// </param>
/// <param name="IsExact">
/// False where, to save time, shares within 1 % of each other were made equal, wide masks were rounded up to whole blocks of CPUs, or
/// masks that are many and scattered were treated as full. The total may then be higher than masks allow, never lower.
/// </param>
internal sealed record FillingResult(ImmutableArray<double> Shares, double Total, ImmutableArray<int> Cut, bool IsExact)
{
    /// <summary>
    /// For each class what one task really gets, as far as that can be known: less than its share where tasks that sleep at times
    /// nearly fill their CPUs, because some wait by chance while others sleep.
    /// </summary>
    public required ImmutableArray<double> Expected { get; init; }

    /// <summary>What all tasks really get together.</summary>
    public required double ExpectedTotal { get; init; }
}
