namespace CoreTop.Analysis.Watching;

/// <summary>What a task's CPU time counts as.</summary>
internal enum TaskUse
{
    /// <summary>Of a task too small, too new or not to be moved by what is known: taken from its CPU.</summary>
    Unclaimed = 0,

    /// <summary>Of a task that is watched and wants less than a CPU.</summary>
    Claimed,

    /// <summary>Of a task that runs or waits all the time.</summary>
    Hungry,

    /// <summary>Counted among a CPU's interrupts already.</summary>
    Counted,

    /// <summary>Of a task that lives for less than a window: part of a stream.</summary>
    Young,
}
