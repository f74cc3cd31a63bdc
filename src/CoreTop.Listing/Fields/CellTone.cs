namespace CoreTop.Listing.Fields;

/// <summary>What is special about a cell; the screen decides how that looks.</summary>
internal enum CellTone
{
    /// <summary>Nothing.</summary>
    Normal = 0,

    /// <summary>It runs, or runs much.</summary>
    Running,

    /// <summary>It waits for a CPU for much of the time; whether that costs something, a diagnosis says.</summary>
    Waiting,

    /// <summary>An affinity narrower than allowed.</summary>
    Narrowed,

    /// <summary>A kernel thread.</summary>
    KernelThread,

    /// <summary>A thread of a process.</summary>
    Thread,
}
