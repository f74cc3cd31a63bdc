namespace CoreTop.Analysis.Judging;

/// <summary>Why cores are lost.</summary>
public enum LossKind
{
    /// <summary>None are lost.</summary>
    None = 0,

    /// <summary>Affinity is narrower than the limit: another mask gets them back.</summary>
    Affinity,

    /// <summary>The masks are wide enough, but the kernel does not spread the tasks.</summary>
    Placement,

    /// <summary>Cpusets and isolated CPUs: no wider mask gets them back.</summary>
    Limits,
}
