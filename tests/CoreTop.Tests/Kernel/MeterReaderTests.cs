using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

public sealed class MeterReaderTests : IDisposable
{
    private const MeterNeeds All =
        MeterNeeds.Pressure | MeterNeeds.Frequency | MeterNeeds.Temperature | MeterNeeds.Disks | MeterNeeds.Networks;

    private readonly TempTree _machine = new TempTree().WithFolder("proc").WithFolder("sys");
    private readonly List<ReadProblem> _problems = [];

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Where_nothing_is_needed_nothing_is_read()
    {
        Assert.Null(Read(MeterNeeds.None, out List<string> read));
        Assert.Empty(read);
    }

    [Fact]
    public void Only_what_is_needed_is_read()
    {
        Fill();

        MeterSample sample = Read(MeterNeeds.Networks, out List<string> read)!;

        Assert.Equal(["/proc/net/dev"], read);
        Assert.Null(sample.CpuStall);
        Assert.Equal([new DeviceCounters("eth0", 10, 20)], sample.Networks!.Value);
    }

    [Fact]
    public void All_that_a_machine_tells_is_read()
    {
        Fill();

        MeterSample sample = Read(All, out _)!;

        Assert.Equal(0.1, sample.CpuStall!.Value.Some);
        Assert.Equal(0.2, sample.MemoryStall!.Value.Some);
        Assert.Equal(0.3, sample.IoStall!.Value.Some);
        Assert.Equal(2.5e9, sample.MeanHertz);
        Assert.Equal(4e9, sample.HighestHertz);
        Assert.Equal(61.5, sample.HottestCelsius);
        Assert.Equal([new DeviceCounters("sda", 512, 1024)], sample.Disks!.Value);
        Assert.Empty(_problems);
    }

    [Fact]
    public void Clocks_and_temperatures_of_single_CPUs_are_read_of_those_that_were_asked_about()
    {
        Fill();

        MeterSample sample = Read(MeterNeeds.None, out List<string> read, CpuSet.Of(1, 7))!;

        Assert.Equal([new CpuSensors(new CpuId(1), 3e9, Celsius: null)], sample.Cpus);
        Assert.Null(sample.FindCpu(new CpuId(0)));
        Assert.DoesNotContain("/proc/pressure/cpu", read);
        Assert.Equal("/sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", read[^1]);
    }

    [Fact]
    public void What_a_kernel_does_not_tell_is_missing_and_no_problem()
    {
        Assert.Equal(new MeterSample(), Read(All, out _));
        Assert.Empty(_problems);
    }

    [Fact]
    public void What_does_not_read_as_documented_is_missing_and_told()
    {
        _machine.With("proc/pressure/cpu", "garbage").With("proc/net/dev", "eth0: x").With("proc/cpuinfo", "cpu MHz : fast");

        MeterSample sample = Read(All, out _)!;

        Assert.Null(sample.CpuStall);
        Assert.Null(sample.Networks);
        Assert.Null(sample.MeanHertz);
        Assert.Equal(["/proc/cpuinfo", "/proc/net/dev", "/proc/pressure/cpu"], _problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Where_no_sensor_is_the_cpus_the_hottest_of_all_counts_and_one_that_cannot_be_read_does_not()
    {
        _machine.With("sys/class/thermal/thermal_zone0/type", "acpitz").With("sys/class/thermal/thermal_zone0/temp", "27800")
            .With("sys/class/hwmon/hwmon0/name", "nvme").With("sys/class/hwmon/hwmon0/temp1_input", "40850")
            .With("sys/class/hwmon/hwmon1/name", "nct6775").With("sys/class/hwmon/hwmon1/temp9_input", "none");

        Assert.Equal(40.85, Read(MeterNeeds.Temperature, out _)!.HottestCelsius);
    }

    private void Fill() => _machine
        .With("proc/pressure/cpu", "some avg10=10.00 avg60=0.00 avg300=0.00 total=0")
        .With("proc/pressure/memory", "some avg10=20.00 avg60=0.00 avg300=0.00 total=0")
        .With("proc/pressure/io", "some avg10=30.00 avg60=0.00 avg300=0.00 total=0")
        .With("proc/diskstats", "8 0 sda 0 0 1 0 0 0 2 0 0 0 0\n8 1 sda1 0 0 1 0 0 0 2 0 0 0 0\n253 0 dm-0 0 0 1 0 0 0 2 0 0 0 0")
        .With("proc/net/dev", "eth0: 10 1 0 0 0 0 0 0 20 2 0 0 0 0 0 0")
        .WithFolder("sys/block/sda/device").WithFolder("sys/block/dm-0/dm")
        .With("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "2000000")
        .With("sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq", "3500000")
        .With("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "3000000")
        .With("sys/devices/system/cpu/cpu1/cpufreq/cpuinfo_max_freq", "4000000")
        .With("sys/class/hwmon/hwmon0/name", "nvme").With("sys/class/hwmon/hwmon0/temp1_input", "80000")
        .With("sys/class/hwmon/hwmon1/name", "coretemp")
        .With("sys/class/hwmon/hwmon1/temp1_input", "55000").With("sys/class/hwmon/hwmon1/temp2_input", "61500");

    private MeterSample? Read(MeterNeeds needs, out List<string> read, CpuSet? sensorsOf = null)
    {
        using var files = new KernelFiles(_machine.Root);
        var paths = new List<string>();
        files.Observer = (path, _) => paths.Add(path);
        read = paths;
        return new MeterReader(files).Read(needs, sensorsOf ?? CpuSet.Empty, AnyTopology.Of(2), _problems);
    }
}
