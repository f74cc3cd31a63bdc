using System.Collections.Immutable;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Sys;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Sys;

public sealed class CpuSensorReaderTests : IDisposable
{
    private const string Cpu = "sys/devices/system/cpu/cpu", Monitor = "sys/class/hwmon/hwmon";
    private readonly TempTree _tree = new TempTree().WithFolder("proc").WithFolder("sys");
    private readonly List<ReadProblem> _problems = [];
    private readonly List<string> _read = [];

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Intels_cores_have_a_sensor_each_which_their_siblings_share_and_packages_have_their_own()
    {
        CpuTopology machine = AnyTopology.Of(8, nodes: 2, smt: 2);
        foreach (int cpu in Enumerable.Range(0, 8))
        {
            _tree.With($"{Cpu}{cpu}/topology/physical_package_id", cpu % 4 < 2 ? "0" : "1")
                .With($"{Cpu}{cpu}/topology/core_id", cpu % 2 == 0 ? "0" : "8");
        }

        Label(0, "coretemp", ("Package id 0", 70), ("Core 0", 50), ("Core 8", 58));
        Label(1, "coretemp", ("Package id 1", 40), ("Core 0", 31));
        Label(2, "nvme", ("Composite", 99));

        ImmutableArray<CpuSensors> sensors = Read(machine);

        Assert.Equal([50, 58, 31, 40, 50, 58, 31, 40], sensors.Select(cpu => cpu.Celsius));
        Assert.Equal([true, true, true, false], sensors.Take(4).Select(cpu => cpu.IsOfCore));
        Assert.All(sensors, cpu => Assert.Null(cpu.Hertz));
    }

    [Fact]
    public void AMDs_dies_have_a_sensor_for_one_cache_or_two()
    {
        Label(0, "k10temp", ("Tctl", 80), ("Tccd1", 61), ("Tccd3", 63));

        Assert.Equal([61, 61, 61, 61, 63, 63, 63, 63], Read(AnyTopology.Of(8, cachesPerNode: 4)).Select(cpu => cpu.Celsius));
        Assert.Equal([80, 80, 80], Read(AnyTopology.Of(3, cachesPerNode: 3)).Select(cpu => cpu.Celsius));
    }

    [Fact]
    public void Two_AMD_packages_are_told_apart_by_the_CPUs_near_their_devices()
    {
        Label(0, "k10temp", ("Tctl", 80));
        Label(1, "k10temp", ("Tctl", 44));
        _tree.With($"{Monitor}0/device/local_cpulist", "2-3").With($"{Monitor}1/device/local_cpulist", "0-1");

        Assert.Equal([44, 44, 80, 80], Read(AnyTopology.Of(4, nodes: 2)).Select(cpu => cpu.Celsius));
    }

    [Fact]
    public void A_zone_of_all_CPUs_counts_where_there_is_no_other_sensor()
    {
        _tree.With("sys/class/thermal/thermal_zone0/type", "cpu-thermal").With("sys/class/thermal/thermal_zone0/temp", "48312")
            .With("sys/class/thermal/thermal_zone1/type", "acpitz").With("sys/class/thermal/thermal_zone1/temp", "20000");

        Assert.Equal([48.312, 48.312], Read(AnyTopology.Of(2)).Select(cpu => cpu.Celsius));
    }

    [Fact]
    public void Sensors_are_looked_for_once_and_a_shared_one_is_read_once_a_refresh()
    {
        Label(0, "k10temp", ("Tctl", 80));
        foreach (int cpu in Enumerable.Range(0, 4))
        {
            _tree.With($"{Cpu}{cpu}/cpufreq/scaling_cur_freq", $"{cpu + 1}000000");
        }

        using var files = Files();
        var reader = new CpuSensorReader(new SysFiles(files, _problems), files);
        CpuTopology machine = AnyTopology.Of(4);
        reader.Read(CpuSet.Of(0), machine);
        _read.Clear();

        ImmutableArray<CpuSensors> sensors = reader.Read(CpuSet.Of(1, 3, 9), machine);

        Assert.Equal([2e9, 4e9], sensors.Select(cpu => cpu.Hertz));
        Assert.Equal(3, _read.Count);
    }

    [Fact]
    public void Where_a_machine_tells_nothing_that_is_found_out_once()
    {
        using var files = Files();
        var reader = new CpuSensorReader(new SysFiles(files, _problems), files);
        CpuTopology machine = AnyTopology.Of(2);

        Assert.All(reader.Read(machine.Online, machine), cpu => Assert.Equal((null, null), (cpu.Hertz, cpu.Celsius)));
        _read.Clear();
        reader.Read(machine.Online, machine);

        Assert.Empty(_read);
        Assert.Empty(_problems);
    }

    private void Label(int monitor, string name, params (string Label, int Celsius)[] sensors)
    {
        _tree.With($"{Monitor}{monitor}/name", name);
        for (int i = 0; i < sensors.Length; i++)
        {
            _tree.With($"{Monitor}{monitor}/temp{i + 1}_label", sensors[i].Label)
                .With($"{Monitor}{monitor}/temp{i + 1}_input", $"{sensors[i].Celsius}000");
        }
    }

    private ImmutableArray<CpuSensors> Read(CpuTopology machine)
    {
        using var files = Files();
        return new CpuSensorReader(new SysFiles(files, _problems), files).Read(machine.Online, machine);
    }

    private KernelFiles Files() => new(_tree.Root) { Observer = (path, _) => _read.Add(path) };
}
