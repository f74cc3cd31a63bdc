using CoreTop.Kernel.Files;
using CoreTop.Kernel.Sys;
using CoreTop.Model.Topology;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Sys;

public sealed class EfficiencyCpusTests : IDisposable
{
    private const string Cpu = "sys/devices/system/cpu/";
    private readonly TempTree _tree = new TempTree().With(Cpu + "present", "0-3").With(Cpu + "online", "0-3");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Intel_names_them_by_their_counters()
    {
        _tree.With("sys/devices/cpu_core/cpus", "0-1").With("sys/devices/cpu_atom/cpus", "2-3");
        Each("cpu_capacity", 1024, 1024, 1024, 1024);

        Assert.Equal("2-3", Read());
    }

    [Theory]
    [InlineData("cpu_capacity", 718, 731, 997, 1024, "0-1")]
    [InlineData("cpu_capacity", 250, 1024, 1024, 1024, "0")]
    [InlineData("cpufreq/cpuinfo_max_freq", 5_200_000, 5_000_000, 3_900_000, 3_900_000, "2-3")]
    public void Elsewhere_they_are_those_of_much_less_power_or_a_much_lower_clock(
        string file, int first, int second, int third, int fourth, string expected)
    {
        Each(file, first, second, third, fourth);

        Assert.Equal(expected, Read());
    }

    [Theory]
    [InlineData("cpu_capacity", 1024, 1024, 953, 940)]
    [InlineData("cpufreq/cpuinfo_max_freq", 5_800_000, 5_800_000, 5_500_000, 5_500_000)]
    public void A_core_that_may_boost_a_little_higher_makes_the_others_no_efficiency_cores(
        string file, int first, int second, int third, int fourth)
    {
        Each(file, first, second, third, fourth);

        Assert.Empty(Read());
    }

    [Fact]
    public void A_machine_that_has_nothing_but_small_cores_marks_none()
    {
        _tree.With("sys/devices/cpu_atom/cpus", "0-3");

        Assert.Empty(Read());
    }

    [Fact]
    public void The_sockets_of_a_server_may_have_different_clocks()
    {
        _tree.With(Cpu + "cpu0/topology/package_cpus_list", "0-1").With(Cpu + "cpu2/topology/package_cpus_list", "2-3");
        Each("cpufreq/cpuinfo_max_freq", 3_900_000, 3_900_000, 2_000_000, 2_000_000);

        Assert.Empty(Read());
    }

    private void Each(string file, params ReadOnlySpan<int> values)
    {
        for (int cpu = 0; cpu < values.Length; cpu++)
        {
            _tree.With($"{Cpu}cpu{cpu}/{file}", $"{values[cpu]}\n");
        }
    }

    // The CPUs of efficiency cores; the others are of performance cores, or all are of neither.
    private string Read()
    {
        using var files = new KernelFiles(_tree.Root);
        CpuTopology topology = new TopologyReader(files).Read()!;
        Assert.Equal(topology.Efficiency.IsEmpty ? topology.Efficiency : topology.Present, topology.Performance.Union(topology.Efficiency));
        return topology.Efficiency.ToString();
    }
}
