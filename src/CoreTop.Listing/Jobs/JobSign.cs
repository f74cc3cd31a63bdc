namespace CoreTop.Listing.Jobs;

/// <summary>What a task has to do with the CPUs of one cell.</summary>
internal enum JobSign
{
    /// <summary>It may not run there.</summary>
    None = 0,

    /// <summary>It may run there.</summary>
    MayRun,

    /// <summary>It last ran there, and sleeps.</summary>
    LastRan,

    /// <summary>It runs there, or waits for that CPU.</summary>
    Runs,
}
