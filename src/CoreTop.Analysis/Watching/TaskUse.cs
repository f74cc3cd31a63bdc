namespace CoreTop.Analysis.Watching;

/// <summary>What a task's CPU time counts as.</summary>
internal enum TaskUse
{
    /// <summary>The task is too small or too new, or it is not known whether it can be moved: the time is taken from its CPU.</summary>
    Unclaimed = 0,

    /// <summary>The task is watched and wants less than a CPU.</summary>
    Claimed,

    /// <summary>The task runs or waits all the time.</summary>
    Hungry,

    /// <summary>The time is already counted as a CPU's interrupts.</summary>
    Counted,

    /// <summary>The task lives for less than a window: it is part of a stream.</summary>
    Young,
}
