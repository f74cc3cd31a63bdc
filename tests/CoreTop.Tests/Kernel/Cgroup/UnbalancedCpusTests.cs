using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Cgroup;

public sealed class UnbalancedCpusTests : IDisposable
{
    private const string Sets = "/sys/fs/cgroup/cpuset";
    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private readonly UnbalancedCpus _unbalanced;

    public UnbalancedCpusTests()
    {
        _files = new KernelFiles(_tree.Root);
        _unbalanced = new UnbalancedCpus(_files, new Lazy<CgroupMounts>(() => CgroupMounts.Read(_files)));
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void Isolated_cpus_that_are_online_are_unbalanced()
    {
        CpuTopology flat = CpuTopology.Flat(CpuSet.Range(0, 3));
        var topology = new CpuTopology(
            [.. flat.Cpus.Select(place => place with { IsIsolated = place.Cpu.Number >= 2, IsOnline = place.Cpu.Number < 3 })],
            flat.Packages, flat.Nodes, flat.Cores, flat.LastLevelCaches);

        Assert.Equal("2", Read(topology).ToString());
    }

    [Fact]
    public void A_partition_made_later_is_seen_in_the_next_cycle()
    {
        _tree.With("/proc/self/mountinfo", "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw")
            .With("/sys/fs/cgroup/cpuset.cpus.isolated", "");
        CpuTopology topology = CpuTopology.Flat(CpuSet.Range(0, 3));
        CpuSet before = _unbalanced.Read(topology, TimeSpan.Zero);
        _tree.With("/sys/fs/cgroup/cpuset.cpus.isolated", "2-3");

        Assert.Empty(before);
        Assert.Empty(_unbalanced.Read(topology, TimeSpan.FromSeconds(9)));
        Assert.Equal("2-3", _unbalanced.Read(topology, TimeSpan.FromSeconds(10)).ToString());
        Assert.Same(
            _unbalanced.Read(topology, TimeSpan.FromSeconds(20)), _unbalanced.Read(topology, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void While_the_root_cpuset_is_balanced_nothing_below_it_matters()
    {
        Cpuset("", "0-3", isBalanced: true);
        Cpuset("/rt", "2-3", isBalanced: false);

        Assert.Empty(Read(CpuTopology.Flat(CpuSet.Range(0, 3))));
    }

    [Fact]
    public void Cpus_in_no_balanced_cpuset_are_unbalanced()
    {
        Cpuset("", "0-7", isBalanced: false);
        Cpuset("/system", "0-1", isBalanced: true);
        Cpuset("/system/part", "0", isBalanced: false);
        Cpuset("/rt", "2-5", isBalanced: false);
        Cpuset("/rt/jobs.slice", "4-5", isBalanced: true);

        Assert.Equal("2-3,6-7", Read(CpuTopology.Flat(CpuSet.Range(0, 7))).ToString());
    }

    [Fact]
    public void Without_cgroups_nothing_is_unbalanced() => Assert.Empty(Read(CpuTopology.Flat(CpuSet.Range(0, 3))));

    private CpuSet Read(CpuTopology topology) => _unbalanced.Read(topology, TimeSpan.Zero);

    private void Cpuset(string path, string cpus, bool isBalanced) => _tree
        .With("/proc/self/mountinfo", $"33 30 0:30 / {Sets} rw - cgroup cgroup rw,cpuset")
        .With($"{Sets}{path}/cpuset.sched_load_balance", isBalanced ? "1" : "0")
        .With($"{Sets}{path}/cpuset.effective_cpus", cpus);
}
