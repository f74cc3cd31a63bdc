namespace CoreTop.Model.Meters;

/// <summary>What is read for the header's meters: nothing that no meter shows.</summary>
[Flags]
public enum MeterNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Pressure: three short files.</summary>
    Pressure = 1,

    /// <summary>Clocks: a short file for each of some CPUs.</summary>
    Frequency = 2,

    /// <summary>Temperatures: a short file for each sensor.</summary>
    Temperature = 4,

    /// <summary>Disks: one file.</summary>
    Disks = 8,

    /// <summary>Network interfaces: one file.</summary>
    Networks = 16,
}
