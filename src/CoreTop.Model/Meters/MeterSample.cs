using System.Collections.Immutable;
using CoreTop.Model.Cpus;

namespace CoreTop.Model.Meters;

/// <summary>What is read for the header's meters alone, and only while one shows it. Null is what was not asked for, or what this kernel does not say.</summary>
public sealed record MeterSample
{
    /// <summary>Pressure of CPUs: <c>/proc/pressure/cpu</c>.</summary>
    public StallShares? CpuStall { get; init; }

    /// <summary>Pressure of memory: <c>/proc/pressure/memory</c>.</summary>
    public StallShares? MemoryStall { get; init; }

    /// <summary>Pressure of disks: <c>/proc/pressure/io</c>.</summary>
    public StallShares? IoStall { get; init; }

    /// <summary>The mean clock of the online CPUs.</summary>
    public double? MeanHertz { get; init; }

    /// <summary>The highest clock that a CPU can have.</summary>
    public double? HighestHertz { get; init; }

    /// <summary>Degrees Celsius at the hottest sensor of the CPUs, or of the machine where none is the CPUs'.</summary>
    public double? HottestCelsius { get; init; }

    /// <summary>Clock and temperature of the CPUs that were asked about, in rising order; empty where none was.</summary>
    public ImmutableArray<CpuSensors> Cpus { get; init; } = [];

    /// <summary>Whole disks.</summary>
    public ImmutableArray<DeviceCounters>? Disks { get; init; }

    /// <summary>Network interfaces but the loopback.</summary>
    public ImmutableArray<DeviceCounters>? Networks { get; init; }

    /// <summary>Clock and temperature of a CPU; null where it was not asked about.</summary>
    public CpuSensors? FindCpu(CpuId cpu)
    {
        foreach (CpuSensors sensors in Cpus)
        {
            if (sensors.Cpu == cpu)
            {
                return sensors;
            }
        }

        return null;
    }
}
