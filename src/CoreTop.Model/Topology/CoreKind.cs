namespace CoreTop.Model.Topology;

/// <summary>What a core is built for, on a machine whose cores are not alike.</summary>
public enum CoreKind
{
    /// <summary>For speed: Intel's P-cores, Arm's large ones.</summary>
    Performance = 0,

    /// <summary>For little power: Intel's E-cores, Arm's small ones.</summary>
    Efficiency,
}
