namespace CoreTop.Analysis.Judging;

/// <summary>What cores are lost to.</summary>
public enum LossKind
{
    /// <summary>No core is lost.</summary>
    None = 0,

    /// <summary>Affinity narrower than the limit: another mask gets them back.</summary>
    Affinity,

    /// <summary>The masks would do, yet the kernel does not spread the tasks.</summary>
    Placement,

    /// <summary>Cpusets and isolated CPUs: no mask gets them back.</summary>
    Limits,
}
