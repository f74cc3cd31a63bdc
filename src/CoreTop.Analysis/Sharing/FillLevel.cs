namespace CoreTop.Analysis.Sharing;

/// <summary>How far all tasks are served while shares rise together.</summary>
/// <param name="Tier">Tiers before it are served in full, later tiers not at all.</param>
/// <param name="Height">What a task of this tier has for each unit of its weight, unless it wants less.</param>
internal readonly record struct FillLevel(int Tier, double Height) : IComparable<FillLevel>
{
    /// <summary>No task has anything.</summary>
    public static FillLevel Empty { get; } = new(int.MinValue, 0);

    /// <summary>Every task has what it wants.</summary>
    public static FillLevel Full { get; } = new(int.MaxValue, double.PositiveInfinity);

    /// <inheritdoc/>
    public int CompareTo(FillLevel other) => Tier != other.Tier ? Tier.CompareTo(other.Tier) : Height.CompareTo(other.Height);

    /// <summary>What a task has at this level.</summary>
    public double ShareOf(int tier, double demand, double weight) =>
        tier < Tier ? demand : tier > Tier ? 0 : Math.Min(demand, weight * Height);

    /// <summary>Whether every share differs by at most a hundredth between this level and <paramref name="higher"/>.</summary>
    public bool IsAlike(FillLevel higher) => Tier == higher.Tier && higher.Height <= Height * 1.01;
}
