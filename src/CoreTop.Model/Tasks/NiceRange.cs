namespace CoreTop.Model.Tasks;

/// <summary>The nice values there are: sched(7).</summary>
public static class NiceRange
{
    /// <summary>The least nice: the most CPU time.</summary>
    public const int Lowest = -20;

    /// <summary>The nicest: the least CPU time.</summary>
    public const int Highest = 19;
}
