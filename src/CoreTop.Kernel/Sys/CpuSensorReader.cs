using System.Collections.Immutable;
using CoreTop.Kernel.Files;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel.Sys;

/// <summary>Clock and temperature of single CPUs. Where a machine reports neither, that is found out once.</summary>
/// <param name="sys">The small files of /sys.</param>
/// <param name="files">The machine's files.</param>
internal sealed class CpuSensorReader(SysFiles sys, KernelFiles files)
{
    private const double Millidegrees = 1000;

    private readonly CpuClocks _clocks = new(sys, files);
    private readonly Dictionary<string, double?> _temperatures = [];
    private CpuTopology? _topology;
    private Dictionary<CpuId, CpuThermometer> _thermometers = [];
    private bool _hasClocks;

    /// <summary>What the machine reports for the CPUs that are online.</summary>
    public ImmutableArray<CpuSensors> Read(CpuSet cpus, CpuTopology topology)
    {
        if (!ReferenceEquals(_topology, topology))
        {
            _topology = topology;
            _thermometers = CpuThermometers.Find(sys, files, topology);
            _hasClocks = topology.Online.First is { } first && _clocks.ReadHertz(first) is not null;
        }

        _temperatures.Clear();
        var read = ImmutableArray.CreateBuilder<CpuSensors>();
        foreach (CpuId cpu in cpus)
        {
            if (topology.Online.Contains(cpu))
            {
                CpuThermometer? thermometer = _thermometers.TryGetValue(cpu, out CpuThermometer found) ? found : null;
                read.Add(new CpuSensors(cpu, _hasClocks ? _clocks.ReadHertz(cpu) : null, ReadCelsius(thermometer?.Path))
                {
                    IsOfCore = thermometer?.IsOfCore == true,
                });
            }
        }

        return read.ToImmutable();
    }

    // CPUs that share a sensor read it once.
    private double? ReadCelsius(string? path)
    {
        if (path is null)
        {
            return null;
        }

        if (!_temperatures.TryGetValue(path, out double? celsius))
        {
            celsius = _temperatures[path] = sys.ReadNumber(path) / Millidegrees;
        }

        return celsius;
    }
}
