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

    private void Mount(string line) => _tree.With("/proc/self/mountinfo", line);

    private string? Nearest(string cgroupText) => _cpu.Find(Encoding.UTF8.GetBytes(cgroupText)).Quota;
}
