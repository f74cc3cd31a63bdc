using System.Collections.Immutable;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Sys;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel;

/// <summary>Reads what the header's meters need and nothing else does. A file that is not there is not a problem: many kernels say less.</summary>
/// <param name="files">The machine's files.</param>
internal sealed class MeterReader(KernelFiles files)
{
    private const string Disks = "/sys/block";

    private readonly List<ReadProblem> _sysProblems = [];
    private readonly Dictionary<string, bool> _isDisk = [];
    private CpuClocks? _clocks;
    private Sensors? _sensors;
    private CpuSensorReader? _cpus;
    private (CpuTopology Topology, double? Hertz)? _highest;

    /// <summary>Reads; null when nothing is needed.</summary>
    /// <param name="needs">What to read.</param>
    /// <param name="sensorsOf">CPUs whose clock and temperature to read.</param>
    /// <param name="topology">The CPUs.</param>
    /// <param name="problems">Gets files that do not read as documented.</param>
    public MeterSample? Read(MeterNeeds needs, CpuSet sensorsOf, CpuTopology topology, List<ReadProblem> problems)
    {
        if (needs == MeterNeeds.None && sensorsOf.IsEmpty)
        {
            return null;
        }

        bool hasPressure = needs.HasFlag(MeterNeeds.Pressure);
        bool hasClocks = needs.HasFlag(MeterNeeds.Frequency);
        return new MeterSample
        {
            CpuStall = hasPressure ? ReadPressure(PressureFile.CpuPath, problems) : null,
            MemoryStall = hasPressure ? ReadPressure(PressureFile.MemoryPath, problems) : null,
            IoStall = hasPressure ? ReadPressure(PressureFile.IoPath, problems) : null,
            MeanHertz = hasClocks ? ReadMeanHertz(topology, problems) : null,
            HighestHertz = hasClocks ? ReadHighestHertz(topology) : null,
            HottestCelsius = needs.HasFlag(MeterNeeds.Temperature) ? ReadHottest() : null,
            Cpus = sensorsOf.IsEmpty ? [] : (_cpus ??= new CpuSensorReader(Sys, files)).Read(sensorsOf, topology),
            Disks = needs.HasFlag(MeterNeeds.Disks)
                ? Parse<ImmutableArray<DeviceCounters>?>(DiskStatsFile.Path, text => DiskStatsFile.Parse(text, IsDisk), problems)
                : null,
            Networks = needs.HasFlag(MeterNeeds.Networks)
                ? Parse<ImmutableArray<DeviceCounters>?>(NetworkFile.Path, static text => NetworkFile.Parse(text), problems)
                : null,
        };
    }

    private StallShares? ReadPressure(string path, List<ReadProblem> problems) =>
        Parse<StallShares?>(path, static text => PressureFile.Parse(text), problems);

    private double? ReadMeanHertz(CpuTopology topology, List<ReadProblem> problems)
    {
        try
        {
            return (_clocks ??= new CpuClocks(Sys, files)).ReadMeanHertz(topology.Online);
        }
        catch (KernelFormatException exception)
        {
            problems.Add(new ReadProblem(CpuInfoFile.Path, $"{exception.Message} What it says is missing."));
            return null;
        }
    }

    private double? ReadHighestHertz(CpuTopology topology)
    {
        if (_highest is not { } known || !ReferenceEquals(known.Topology, topology))
        {
            _highest = known = (topology, (_clocks ??= new CpuClocks(Sys, files)).ReadHighestHertz(topology.Online));
        }

        return known.Hertz;
    }

    private double? ReadHottest() => (_sensors ??= new Sensors(Sys, files)).ReadHottestCelsius();

    // A sensor that says garbage for a moment is left out for that moment.
    private SysFiles Sys
    {
        get
        {
            _sysProblems.Clear();
            return field ??= new SysFiles(files, _sysProblems);
        }
    }

    // Partitions are not entries of /sys/block; what is made of other disks (device mapper, RAID, loop) has no device.
    private bool IsDisk(string name)
    {
        if (!_isDisk.TryGetValue(name, out bool isDisk))
        {
            isDisk = _isDisk[name] = files.ListFolder($"{Disks}/{name}").Contains("device");
        }

        return isDisk;
    }

    private T? Parse<T>(string path, FileParser<T> parse, List<ReadProblem> problems) =>
        files.Read(path, out ReadOnlySpan<byte> text) == FileStatus.Ok ? LenientParse.Of(text, parse, path, problems) : default;
}
