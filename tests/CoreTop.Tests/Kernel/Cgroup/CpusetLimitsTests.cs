using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Model.Cpus;
using CoreTop.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace CoreTop.Tests.Kernel.Cgroup;

public sealed class CpusetLimitsTests : IDisposable
{
    private const string Unified = "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw";
    private const string Hybrid = """
        33 30 0:30 / /sys/fs/cgroup/cpuset rw,relatime - cgroup cgroup rw,cpuset
        40 30 0:37 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """;

    private readonly TempTree _tree = new();
    private readonly FakeTimeProvider _time = new();
    private readonly KernelFiles _files;
    private readonly CpusetLimits _limits;

    public CpusetLimitsTests()
    {
        _files = new KernelFiles(_tree.Root);
        _limits = new CpusetLimits(_files, _time) { Online = CpuSet.Range(0, 7) };
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void In_v2_the_nearest_cgroup_with_cpusets_on_decides_and_the_highest_as_narrow_is_named()
    {
        Mounts(Unified);
        Cpus("sys/fs/cgroup/cpuset.cpus.effective", "0-7");
        Cpus("sys/fs/cgroup/system.slice/cpuset.cpus.effective", "0-7");
        Cpus("sys/fs/cgroup/system.slice/docker-1.scope/cpuset.cpus.effective", "2-3");
        Cpus("sys/fs/cgroup/system.slice/docker-1.scope/in/cpuset.cpus.effective", "2-3");

        Assert.Equal(
            new CpusetLimit(CpuSet.Of(2, 3), "/system.slice/docker-1.scope"),
            Find("0::/system.slice/docker-1.scope/in/without"));
        Assert.Equal(new CpusetLimit(CpuSet.Range(0, 7), null), Find("0::/system.slice/cron.service"));
    }

    [Fact]
    public void In_v1_the_effective_cpus_go_before_the_wanted_ones()
    {
        Mounts(Hybrid);
        Cpus("sys/fs/cgroup/cpuset/cpuset.cpus", "0-7");
        Cpus("sys/fs/cgroup/cpuset/jobs/cpuset.cpus", "0-5");
        Cpus("sys/fs/cgroup/cpuset/jobs/cpuset.effective_cpus", "0-3");

        Assert.Equal(new CpusetLimit(CpuSet.Range(0, 3), "/jobs"), Find("3:cpuset:/jobs\n0::/elsewhere"));
        Assert.Equal(new CpusetLimit(CpuSet.Range(0, 7), null), Find("3:cpuset:/\n0::/"));
    }

    [Fact]
    public void Offline_cpus_are_left_out()
    {
        Mounts(Unified);
        Cpus("sys/fs/cgroup/cpuset.cpus.effective", "0-63");
        Cpus("sys/fs/cgroup/a/cpuset.cpus.effective", "6-63");

        Assert.Equal("0-7", Find("0::/").Cpus?.ToString());
        Assert.Equal("6-7", Find("0::/a").Cpus?.ToString());
    }

    [Theory]
    [InlineData(Unified, "0::/../outside")]
    [InlineData(Unified, "0::/")]
    [InlineData(Hybrid, "3:cpuset:/gone\n0::/")]
    [InlineData(Hybrid, "")]
    [InlineData("", "0::/")]
    public void What_cannot_be_seen_is_unknown(string mounts, string cgroupText)
    {
        Mounts(mounts);

        Assert.Equal(default, Find(cgroupText));
    }

    [Fact]
    public void Garbage_in_a_cpuset_is_unknown()
    {
        Mounts(Hybrid);
        Cpus("sys/fs/cgroup/cpuset/a/cpuset.cpus", "\u0001-");

        Assert.Null(Find("3:cpuset:/a").Cpus);
    }

    [Fact]
    public void A_limit_is_kept_until_the_online_cpus_change_or_ten_seconds_pass()
    {
        Mounts(Unified);
        Cpus("sys/fs/cgroup/a/cpuset.cpus.effective", "0-1");
        Assert.Equal("0-1", Find("0::/a").Cpus?.ToString());

        Cpus("sys/fs/cgroup/a/cpuset.cpus.effective", "0-2");
        Assert.Equal("0-1", Find("0::/a").Cpus?.ToString());
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("0-2", Find("0::/a").Cpus?.ToString());

        Cpus("sys/fs/cgroup/a/cpuset.cpus.effective", "1-2");
        _limits.Online = CpuSet.Range(0, 6);
        Assert.Equal("1-2", Find("0::/a").Cpus?.ToString());
    }

    [Fact]
    public void The_text_may_lie_in_the_buffer_that_files_are_read_into()
    {
        Mounts(Unified);
        Cpus("sys/fs/cgroup/a/cpuset.cpus.effective", "4");
        _tree.With("proc/7/cgroup", "0::/a");

        Assert.Equal(FileStatus.Ok, _files.ReadProcess(7, TaskFile.Cgroup, out ReadOnlySpan<byte> text));

        Assert.Equal("4", _limits.Find(text).Cpus?.ToString());
    }

    private void Mounts(string text) => _tree.With("proc/self/mountinfo", text);

    private void Cpus(string path, string text) => _tree.With(path, text);

    private CpusetLimit Find(string cgroupText) => _limits.Find(Encoding.UTF8.GetBytes(cgroupText + "\n"));
}
