using CoreTop.Kernel.Files;
using CoreTop.Kernel.Sys;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Sys;

public sealed class TopologyReaderTests : IDisposable
{
    private const string Cpu = "sys/devices/system/cpu/";
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Siblings_packages_and_caches_are_read_from_their_first_cpu()
    {
        _tree.With(Cpu + "present", "0-3").With(Cpu + "online", "0-3")
            .With(Cpu + "cpu0/topology/thread_siblings_list", "0,2").With(Cpu + "cpu1/topology/core_cpus_list", "1,3")
            .With(Cpu + "cpu0/topology/package_cpus_list", "0-3")
            .With(Cpu + "cpu0/cpu_capacity", "512");
        Cache("cpu0/cache/index2", 2, "Unified", "0,2");
        Cache("cpu0/cache/index3", 3, "Unified", "0-3");
        Cache("cpu1/cache/index2", 2, "Unified", "1,3");

        CpuTopology topology = Read();

        Assert.Equal("0,2 1,3", Text(topology.Cores));
        Assert.Equal("0-3", Text(topology.Packages));
        Assert.Equal("0-3", Text(topology.LastLevelCaches));
        Assert.Equal("0,2", topology.Find(new CpuId(2))!.Siblings.ToString());
        Assert.Equal(512, topology.Find(new CpuId(0))!.Capacity);
        Assert.Null(topology.Find(new CpuId(1))!.Capacity);
    }

    [Fact]
    public void Old_kernels_give_hexadecimal_masks()
    {
        _tree.With(Cpu + "online", "0-39")
            .With(Cpu + "cpu0/topology/thread_siblings", "00000001,00000001")
            .With(Cpu + "cpu0/topology/core_siblings", "000000ff,ffffffff")
            .With(Cpu + "cpu0/cache/index2/level", "2").With(Cpu + "cpu0/cache/index2/shared_cpu_map", "00000001,00000001")
            .With("sys/devices/system/node/node0/cpumap", "000000ff,ffffffff");

        CpuTopology topology = Read();

        Assert.Equal("0,32", topology.Cores[0].ToString());
        Assert.Equal("0-39", Text(topology.Packages));
        Assert.Equal("0,32", Text(topology.LastLevelCaches));
        Assert.Equal([new NumaNode(0, CpuSet.Range(0, 39))], topology.Nodes);
    }

    [Fact]
    public void Cpus_without_the_last_level_cache_are_in_none()
    {
        _tree.With(Cpu + "online", "0-2");
        Cache("cpu0/cache/index0", 1, "Data", "0");
        Cache("cpu1/cache/index2", 2, "Unified", "1-2");
        Cache("cpu2/cache/index4", 4, "Data", "2");

        CpuTopology topology = Read();

        Assert.Equal("1-2", Text(topology.LastLevelCaches));
        Assert.Null(topology.Find(new CpuId(0))!.LastLevelCache);
        Assert.Equal(0, topology.Find(new CpuId(2))!.LastLevelCache);
    }

    [Fact]
    public void Siblings_that_the_kernel_numbers_as_two_cores_are_two()
    {
        _tree.With(Cpu + "online", "0-3");
        for (int cpu = 0; cpu < 4; cpu++)
        {
            _tree.With($"{Cpu}cpu{cpu}/topology/thread_siblings_list", cpu < 2 ? "0-1" : "2-3")
                .With($"{Cpu}cpu{cpu}/topology/core_id", cpu < 2 ? $"{cpu}" : "7");
        }

        Assert.Equal("0 1 2-3", Text(Read().Cores));
    }

    [Fact]
    public void Offline_cpus_are_present_and_share_nothing()
    {
        _tree.With(Cpu + "present", "0-3").With(Cpu + "online", "1,3")
            .With(Cpu + "cpu1/topology/thread_siblings_list", "0-1")
            .With(Cpu + "cpu1/topology/package_cpus_list", "0-3");

        CpuTopology topology = Read();

        Assert.Equal("0-3", topology.Present.ToString());
        Assert.Equal("1,3", topology.Online.ToString());
        Assert.Equal("1 3", Text(topology.Cores));
        Assert.Equal(
            new CpuPlace(new CpuId(0), false, null, null, null, null, CpuSet.Empty, false, false, null),
            topology.Find(new CpuId(0)));
    }

    [Fact]
    public void Without_topology_folders_each_cpu_is_a_core_of_one_package()
    {
        _tree.With(Cpu + "present", "0-7").With(Cpu + "online", "0,2,4,6");

        CpuTopology topology = Read();

        Assert.Equal("0 2 4 6", Text(topology.Cores));
        Assert.Equal("0,2,4,6", Text(topology.Packages));
        Assert.Empty(topology.LastLevelCaches);
        Assert.Equal([new NumaNode(0, topology.Online)], topology.Nodes);
    }

    [Fact]
    public void Package_numbers_do_where_the_sharers_are_not_told()
    {
        _tree.With(Cpu + "online", "0-3")
            .With(Cpu + "cpu0/topology/physical_package_id", "1").With(Cpu + "cpu1/topology/physical_package_id", "0")
            .With(Cpu + "cpu2/topology/physical_package_id", "1").With(Cpu + "cpu3/topology/physical_package_id", "-1");

        Assert.Equal("0,2 1 3", Text(Read().Packages));
    }

    [Fact]
    public void Without_the_files_for_all_cpus_folders_and_their_switches_say_which_are_online()
    {
        _tree.WithFolder(Cpu + "cpu3/topology").With(Cpu + "cpu5/topology/core_id", "0")
            .With(Cpu + "cpu9/online", "0").With(Cpu + "cpu9/topology/core_id", "0")
            .With(Cpu + "cpu12/online", "1").With(Cpu + "cpu12/topology/core_id", "1")
            .WithFolder(Cpu + "cpufreq").WithFolder(Cpu + "cpu99999999");

        CpuTopology topology = Read();

        Assert.Equal("5,12", topology.Online.ToString());
        Assert.Equal("3,5,9,12", topology.Present.ToString());
    }

    [Fact]
    public void Without_sys_the_times_say_which_are_online()
    {
        _tree.With("proc/stat", "cpu  1 2 3 4\ncpu2 1 2 3 4\ncpu3 1 2 3 4");

        Assert.Equal("2-3", Read().Online.ToString());
    }

    [Fact]
    public void Nothing_is_told_without_any_cpu()
    {
        Assert.Null(new TopologyReader(new KernelFiles(_tree.Root)).Read());

        _tree.With("proc/stat", "ctxt 1");

        Assert.Null(new TopologyReader(new KernelFiles(_tree.Root)).Read());
    }

    [Fact]
    public void Nodes_without_cpus_are_left_out_and_cpus_without_a_node_have_none()
    {
        _tree.With(Cpu + "online", "0-5")
            .With("sys/devices/system/node/node0/cpulist", "").With("sys/devices/system/node/node10/cpulist", "0-1,9")
            .With("sys/devices/system/node/node2/cpulist", "2-3");

        CpuTopology topology = Read();

        Assert.Equal([new NumaNode(10, CpuSet.Of(0, 1)), new NumaNode(2, CpuSet.Of(2, 3))], topology.Nodes);
        Assert.Equal(10, topology.Find(new CpuId(0))!.Node);
        Assert.Null(topology.Find(new CpuId(5))!.Node);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("  (null)", "")]
    [InlineData("1-2", "1-2")]
    public void Nohz_full_may_be_null_in_words(string text, string expected)
    {
        _tree.With(Cpu + "online", "0-3").With(Cpu + "nohz_full", text);

        Assert.Equal(expected, Read().NoHzFull.ToString());
    }

    [Fact]
    public void Isolated_cpus_are_those_of_the_command_line_and_of_isolated_partitions()
    {
        const string Cgroup = "sys/fs/cgroup/";
        _tree.With(Cpu + "online", "0-7").With(Cpu + "isolated", "7")
            .With("proc/self/mountinfo", "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw")
            .With(Cgroup + "cpuset.cpus.effective", "0-1")
            .With(Cgroup + "a/cpuset.cpus.partition", "root").With(Cgroup + "a/cpuset.cpus.effective", "2")
            .With(Cgroup + "a/b/cpuset.cpus.partition", "isolated").With(Cgroup + "a/b/cpuset.cpus.effective", "3")
            .With(Cgroup + "c/cpuset.cpus.partition", "isolated invalid (Cpu list in cpuset.cpus not exclusive)")
            .With(Cgroup + "c/cpuset.cpus.effective", "4")
            .With(Cgroup + "d/cpuset.cpus.partition", "member").With(Cgroup + "d/cpuset.cpus.effective", "5");

        Assert.Equal("3,7", Read().Isolated.ToString());

        _tree.With(Cgroup + "cpuset.cpus.isolated", "2,6");

        Assert.Equal("2,6-7", Read().Isolated.ToString());
    }

    [Fact]
    public void Garbage_counts_as_missing_and_is_told()
    {
        _tree.With(Cpu + "online", "0-1").With(Cpu + "isolated", "x").With(Cpu + "cpu0/cpu_capacity", "\u0001");

        var reader = new TopologyReader(new KernelFiles(_tree.Root));
        CpuTopology topology = reader.Read()!;

        Assert.Empty(topology.Isolated);
        Assert.Equal(
            ["/sys/devices/system/cpu/isolated", "/sys/devices/system/cpu/cpu0/cpu_capacity"],
            reader.Problems.Select(problem => problem.Path));
    }

    private CpuTopology Read()
    {
        using var files = new KernelFiles(_tree.Root);
        return new TopologyReader(files).Read()!;
    }

    private void Cache(string folder, int level, string type, string sharers) =>
        _tree.With($"{Cpu}{folder}/level", $"{level}").With($"{Cpu}{folder}/type", type)
            .With($"{Cpu}{folder}/shared_cpu_list", sharers);

    private static string Text(IEnumerable<CpuSet> sets) => string.Join(' ', sets);
}
