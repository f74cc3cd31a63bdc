namespace CoreTop.Model.Inspection;

/// <summary>What is read of one process on request: each part by itself, because it is looked at by itself.</summary>
public enum InspectedPart
{
    /// <summary>Command line, program file, working folder, start.</summary>
    Program = 0,

    /// <summary>The variables it was started with.</summary>
    Environment,

    /// <summary>Open files.</summary>
    Files,

    /// <summary>Resource limits.</summary>
    Limits,

    /// <summary>Cgroups with cpuset and quota, and namespaces.</summary>
    Cgroups,

    /// <summary>On which NUMA nodes its memory lies: dear, and stops it for a moment.</summary>
    Memory,
}
