namespace CoreTop.Listing.Fields;

/// <summary>What columns are about, in the order of the docs and the setup screen.</summary>
internal enum ColumnCategory
{
    /// <summary>Which task it is, and whose.</summary>
    Identity = 0,

    /// <summary>CPU time, and who gets it.</summary>
    Scheduling,

    /// <summary>Where it runs and may run.</summary>
    Placement,

    /// <summary>Memory.</summary>
    Memory,

    /// <summary>Disks.</summary>
    Disk,

    /// <summary>Cgroups and containers.</summary>
    Cgroup,
}
