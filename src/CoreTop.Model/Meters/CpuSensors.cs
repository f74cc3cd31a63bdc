using CoreTop.Model.Cpus;

namespace CoreTop.Model.Meters;

/// <summary>Clock and temperature of one CPU; null is what this machine does not report.</summary>
/// <param name="Cpu">The CPU.</param>
/// <param name="Hertz">Its clock: <c>cpuN/cpufreq/scaling_cur_freq</c>.</param>
/// <param name="Celsius">Degrees at the sensor nearest to it: its core's, its die's or its package's, of hwmon or a thermal zone.</param>
public readonly record struct CpuSensors(CpuId Cpu, double? Hertz, double? Celsius)
{
    /// <summary>The sensor is that of its core alone; else others share it.</summary>
    public bool IsOfCore { get; init; }
}
