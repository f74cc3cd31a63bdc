using CoreTop.Analysis.Planning;

namespace CoreTop.Verdict;

/// <summary>The words of a plan.</summary>
internal static class RebalanceText
{
    /// <summary>The word that names a strategy, on the screen and on the command line.</summary>
    public static string Name(RebalanceStrategy strategy) => strategy switch
    {
        RebalanceStrategy.Widen => "widen",
        RebalanceStrategy.Spread => "spread",
        RebalanceStrategy.Pin => "pin",
        _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "No name for this strategy."),
    };

    /// <summary>What it writes.</summary>
    public static string Meaning(RebalanceStrategy strategy) => strategy switch
    {
        RebalanceStrategy.Widen => "all CPUs allowed: the kernel spreads them",
        RebalanceStrategy.Spread => "one CPU each at once, then all CPUs allowed",
        RebalanceStrategy.Pin => "one CPU each for good: new tasks may crowd it",
        _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "No meaning for this strategy."),
    };

    /// <summary>The new affinity, with the step before it when there is one.</summary>
    public static string To(PlannedChange change) =>
        change.First is null ? change.Granted.ToString() : $"{change.First}, then {change.Granted}";
}
