using System.Globalization;

namespace CoreTop.Model.Tasks;

/// <summary>A task's I/O priority: ioprio_set(2). Whether it counts is up to the disk's I/O scheduler.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Level">0, served first, to 7; of meaning for real-time and best effort alone.</param>
public readonly record struct IoPriority(IoClass Class, int Level)
{
    /// <summary>The last level.</summary>
    public const int LowestLevel = 7;

    // class << 13 | hint << 3 | level
    private const int ClassShift = 13;
    private const int ClassMask = 7;
    private const int LevelMask = 7;

    /// <summary>What a task has whose I/O priority nobody set.</summary>
    public static IoPriority None => default;

    /// <summary>It has levels.</summary>
    public bool HasLevel => Class is IoClass.RealTime or IoClass.BestEffort;

    /// <summary>As the kernel writes it, without hints.</summary>
    public int Number => ((int)Class << ClassShift) | Level;

    /// <summary>From the kernel's number; hints are left out, and so is the level of a class that has none.</summary>
    public static IoPriority FromNumber(int number)
    {
        var priority = new IoPriority((IoClass)((number >> ClassShift) & ClassMask), number & LevelMask);
        return priority.HasLevel ? priority : priority with { Level = 0 };
    }

    /// <summary><c>none</c>, <c>idle</c>, <c>best-effort 4</c>: the words of ionice(1).</summary>
    public override string ToString() => Class switch
    {
        IoClass.None => "none",
        IoClass.RealTime => string.Create(CultureInfo.InvariantCulture, $"real-time {Level}"),
        IoClass.BestEffort => string.Create(CultureInfo.InvariantCulture, $"best-effort {Level}"),
        IoClass.Idle => "idle",
        _ => string.Create(CultureInfo.InvariantCulture, $"class {(int)Class}"),
    };
}
