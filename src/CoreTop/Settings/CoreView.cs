namespace CoreTop.Settings;

/// <summary>What a bar of the core panel stands for: the views on the keys 1 to 6.</summary>
internal enum CoreView
{
    /// <summary>All CPUs.</summary>
    Summary = 0,

    /// <summary>Each CPU: bars, narrow bars or cells, whatever fits.</summary>
    Each,

    /// <summary>A NUMA node.</summary>
    Nodes,

    /// <summary>Each CPU in one cell.</summary>
    Compact,

    /// <summary>A core: its SMT siblings together.</summary>
    Cores,

    /// <summary>Each CPU over time, or some together where they are many.</summary>
    Heat,
}
