namespace CoreTop.Listing.Texts;

/// <summary>What the letter behind an affinity says.</summary>
internal enum AffinityMark
{
    /// <summary>Nothing to say: all that is allowed.</summary>
    None = 0,

    /// <summary><c>n</c>: narrower than its cpuset allows.</summary>
    Narrowed,

    /// <summary><c>i</c>: narrower than its cpuset allows, and the parent has the same affinity.</summary>
    Inherited,

    /// <summary><c>m</c>: its threads differ; all of theirs are shown.</summary>
    Mixed,

    /// <summary><c>k</c>: a kernel thread bound to its CPUs.</summary>
    KernelBound,

    /// <summary><c>d</c>: SCHED_DEADLINE, which cannot be narrowed.</summary>
    Deadline,
}
