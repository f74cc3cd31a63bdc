namespace CoreTop.Analysis.Sharing;

/// <summary>One core: a slot of its speed, and a slower one for each additional SMT sibling.</summary>
internal sealed class ShareCore
{
    /// <summary>The numbers of its online CPUs.</summary>
    public List<int> Cpus { get; } = [];

    /// <summary>What one task alone gets of it, 0 to 1.</summary>
    public double Speed { get; set; }

    /// <summary>The level of the first slot's speed.</summary>
    public int FirstLevel { get; set; }

    /// <summary>The level of the speed of each additional slot.</summary>
    public int FurtherLevel { get; set; }

    /// <summary>How much time per second its slots of a level, or faster ones, have for tasks.</summary>
    /// <param name="level">The level.</param>
    /// <param name="rooms">The total room of those of its CPUs that some task may use.</param>
    /// <param name="most">The largest of them.</param>
    public double Time(int level, double rooms, double most)
    {
        int slots = (FirstLevel <= level ? 1 : 0) + (FurtherLevel <= level ? Cpus.Count - 1 : 0);
        return slots == 1 ? most : Math.Min(slots, rooms);
    }
}
