using System.Collections.Immutable;
using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Cgroup;

public sealed class CpuCgroupsTests : IDisposable
{
    private const string Unified = "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw";
    private const string First = "31 30 0:28 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct";

    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private readonly List<ReadProblem> _problems = [];
    private readonly List<string> _read = [];
    private readonly CpuCgroups _cpu;

    public CpuCgroupsTests()
    {
        _files = new KernelFiles(_tree.Root) { Observer = (path, _) => _read.Add(path) };
        _cpu = new CpuCgroups(_files, new Lazy<CgroupMounts>(() => CgroupMounts.Read(_files)));
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void The_nearest_quota_is_found_and_those_above_it_are_read_with_it()
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/pod/cpu.max", "200000 100000").With("/sys/fs/cgroup/pod/cpu.stat", "nr_periods 9\nnr_throttled 3")
            .With("/sys/fs/cgroup/pod/a/cpu.max", "150000 100000").With("/sys/fs/cgroup/pod/a/cpu.stat", "nr_periods 7\nnr_throttled 0")
            .With("/sys/fs/cgroup/pod/a/b/cpu.max", "max 100000");
        _cpu.Begin(TimeSpan.Zero);

        string? nearest = Nearest("0::/pod/a/b\n");
        _cpu.MarkRunning(nearest!);
        _cpu.MarkRunning(nearest!);

        Assert.Equal("/pod/a", nearest);
        Assert.Equal(
            [new QuotaCounters("/pod/a", 1.5, 7, 0), new QuotaCounters("/pod", 2, 9, 3)], _cpu.ReadRunning(_problems));
    }

    [Fact]
    public void Version_1_keeps_quota_and_period_apart()
    {
        Mount(First);
        _tree.With("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1")
            .With("/sys/fs/cgroup/cpu/jobs/cpu.cfs_quota_us", "50000").With("/sys/fs/cgroup/cpu/jobs/cpu.cfs_period_us", "100000")
            .With("/sys/fs/cgroup/cpu/jobs/cpu.stat", "nr_periods 45\nnr_throttled 44\nthrottled_time 1580487390");
        _cpu.Begin(TimeSpan.Zero);

        Assert.Equal("/jobs", Nearest("2:cpu,cpuacct:/jobs\n0::/\n"));
        _cpu.MarkRunning("/jobs");
        Assert.Equal([new QuotaCounters("/jobs", 0.5, 45, 44) { ThrottledNanoseconds = 1_580_487_390 }], _cpu.ReadRunning(_problems));
    }

    [Fact]
    public void Without_a_quota_a_cgroup_is_read_once_a_cycle_and_no_counter_ever()
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/a/cpu.max", "max 100000").With("/sys/fs/cgroup/a/cpu.stat", "nr_periods 0\nnr_throttled 0");
        for (int second = 0; second < 10; second++)
        {
            _cpu.Begin(TimeSpan.FromSeconds(second));
            Assert.Null(Nearest("0::/a\n"));
            Assert.Empty(_cpu.ReadRunning(_problems));
        }

        Assert.Equal(["/proc/self/mountinfo", "/sys/fs/cgroup/a/cpu.max"], _read);
    }

    [Fact]
    public void Counters_are_read_only_where_a_process_runs()
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/a/cpu.max", "1000 100000").With("/sys/fs/cgroup/a/cpu.stat", "nr_periods 1\nnr_throttled 1");
        _cpu.Begin(TimeSpan.Zero);
        _cpu.MarkRunning(Nearest("0::/a\n")!);
        _cpu.ReadRunning(_problems);
        _cpu.Begin(TimeSpan.FromSeconds(1));

        Assert.Empty(_cpu.ReadRunning(_problems));
    }

    [Fact]
    public void A_quota_given_taken_or_changed_is_seen_in_the_next_cycle()
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/a/cpu.max", "1000 100000").With("/sys/fs/cgroup/a/cpu.stat", "nr_periods 1\nnr_throttled 1");
        _cpu.Begin(TimeSpan.Zero);
        Nearest("0::/a\n");
        _tree.With("/sys/fs/cgroup/a/cpu.max", "max 100000");
        _cpu.Begin(TimeSpan.FromSeconds(11));

        Assert.Null(Nearest("0::/a\n"));
        _cpu.MarkRunning("/a");
        Assert.Empty(_cpu.ReadRunning(_problems));
    }

    [Fact]
    public void A_malformed_quota_is_a_problem_that_names_the_file()
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/a/cpu.max", "lots");
        _cpu.Begin(TimeSpan.Zero);

        Assert.Null(Nearest("0::/a\n"));
        _cpu.ReadRunning(_problems);
        Assert.Equal("/sys/fs/cgroup/a/cpu.max", Assert.Single(_problems).Path);
    }

    [Fact]
    public void A_cgroup_that_was_removed_is_left_out()
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/a/cpu.max", "1000 100000");
        _cpu.Begin(TimeSpan.Zero);
        _cpu.MarkRunning(Nearest("0::/a\n")!);

        Assert.Empty(_cpu.ReadRunning(_problems));
        Assert.Empty(_problems);
    }

    [Fact]
    public void A_weight_counts_for_every_cgroup_on_the_path_but_the_root()
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/cpu.weight", "100").With("/sys/fs/cgroup/pod/cpu.weight", "10000").With("/sys/fs/cgroup/pod/cpu.idle", "1")
            .With("/sys/fs/cgroup/pod/a b/cpu.weight", "1").With("/sys/fs/cgroup/pod/a b/cpu.max", "1000 100000");
        _cpu.Begin(TimeSpan.Zero);

        Assert.Equal("/pod/a b/without", Find("0::/pod/a b/without\n").Cgroup);
        Assert.Equal("/pod/z", Find("0::/pod/z\n").Cgroup);

        Assert.Equal(
            [new CpuCgroup("/pod", 10_000, IsIdle: true, null), new CpuCgroup("/pod/a b", 1, IsIdle: false, QuotaCores: 0.01)], _cpu.All());
    }

    [Fact]
    public void Where_version_1_holds_the_controller_its_shares_count_and_not_the_weights_of_version_2()
    {
        Mount(First + "\n" + Unified);
        _tree.With("/sys/fs/cgroup/cpu/cpu.shares", "1024").With("/sys/fs/cgroup/cpu/jobs/cpu.shares", "2048")
            .With("/sys/fs/cgroup/user.slice/cpu.weight", "7");
        _cpu.Begin(TimeSpan.Zero);

        Assert.Equal(new FoundCpuCgroup("/jobs", Quota: null), Find("2:cpu,cpuacct:/jobs\n0::/user.slice\n"));
        Assert.Equal([new CpuCgroup("/jobs", 200, IsIdle: false, QuotaCores: null)], _cpu.All());
    }

    [Theory]
    [InlineData("1000 100000", 0.01)]
    [InlineData("1000 1000000", 0.001)]
    [InlineData("100000 1000", 100)]
    public void The_smallest_and_the_largest_quotas_are_told_as_they_are(string text, double expected)
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/a/cpu.weight", "100").With("/sys/fs/cgroup/a/cpu.max", text);
        _cpu.Begin(TimeSpan.Zero);

        Assert.Equal("/a", Nearest("0::/a\n"));
        Assert.Equal(expected, Assert.Single(_cpu.All()).QuotaCores);
    }

    [Fact]
    public void Weights_are_the_same_array_until_one_changes()
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/a/cpu.weight", "100");
        _cpu.Begin(TimeSpan.Zero);
        Find("0::/a\n");
        ImmutableArray<CpuCgroup> first = _cpu.All();

        _cpu.Begin(TimeSpan.FromSeconds(10));
        Find("0::/a\n");
        Assert.True(first == _cpu.All());
        _tree.With("/sys/fs/cgroup/a/cpu.weight", "200");
        _cpu.Begin(TimeSpan.FromSeconds(19));
        Find("0::/a\n");
        Assert.True(first == _cpu.All());
        _cpu.Begin(TimeSpan.FromSeconds(20));
        Find("0::/a\n");

        Assert.Equal(200, Assert.Single(_cpu.All()).Weight);
    }

    [Fact]
    public void A_cgroup_that_vanished_is_in_the_list_no_more()
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/a/cpu.weight", "100").With("/sys/fs/cgroup/b/cpu.weight", "100");
        _cpu.Begin(TimeSpan.Zero);
        Find("0::/a\n");
        Find("0::/b\n");
        Directory.Delete(Path.Combine(_tree.Root, "sys/fs/cgroup/a"), recursive: true);

        // One whose task is still listed is read, and not there; one that nobody is in any more is forgotten after a while.
        _cpu.Begin(TimeSpan.FromSeconds(10));
        Assert.Equal(new FoundCpuCgroup("/a", Quota: null), Find("0::/a\n"));
        Assert.Equal("/b", Assert.Single(_cpu.All()).Cgroup);
        Assert.Equal(default, Find("0::/a (deleted)\n"));
        for (int cycle = 2; cycle < 10; cycle++)
        {
            _cpu.Begin(TimeSpan.FromSeconds(10 * cycle));
        }

        Assert.Empty(_cpu.All());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0::/../outside\n")]
    [InlineData("garbage")]
    [InlineData("2:cpu:\n")]
    public void What_cannot_be_seen_has_no_cgroup(string cgroupText)
    {
        Mount(Unified + "\n" + First);
        _cpu.Begin(TimeSpan.Zero);

        Assert.Equal(default, Find(cgroupText));
        Assert.Empty(_cpu.All());
    }

    [Fact]
    public void A_malformed_weight_is_a_problem_that_names_the_file()
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/a/cpu.weight", "heavy").With("/sys/fs/cgroup/a/cpu.max", "1000 100000");
        _cpu.Begin(TimeSpan.Zero);

        Assert.Equal("/a", Nearest("0::/a\n"));
        _cpu.ReadRunning(_problems);
        Assert.Equal("/sys/fs/cgroup/a/cpu.weight", Assert.Single(_problems).Path);
        Assert.Empty(_cpu.All());
    }

    private void Mount(string line) => _tree.With("/proc/self/mountinfo", line);

    private FoundCpuCgroup Find(string cgroupText) => _cpu.Find(Encoding.UTF8.GetBytes(cgroupText));

    private string? Nearest(string cgroupText) => _cpu.Find(Encoding.UTF8.GetBytes(cgroupText)).Quota;
}
