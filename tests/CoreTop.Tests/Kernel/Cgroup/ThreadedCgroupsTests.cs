using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Cgroup;

public sealed class ThreadedCgroupsTests : IDisposable
{
    private const string Unified = "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw";
    private const string First = "31 30 0:28 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct\n"
        + "32 30 0:29 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset";

    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private readonly List<string> _read = [];
    private readonly ThreadedCgroups _threaded;

    public ThreadedCgroupsTests()
    {
        _files = new KernelFiles(_tree.Root) { Observer = (path, _) => _read.Add(path) };
        _threaded = new ThreadedCgroups(_files, new Lazy<CgroupMounts>(() => CgroupMounts.Read(_files)));
        _threaded.Begin(TimeSpan.Zero);
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [InlineData("threaded", true)]
    [InlineData("domain threaded", true)]
    [InlineData("domain", false)]
    [InlineData("domain invalid", false)]
    [InlineData("", false)]
    public void In_version_2_the_type_of_the_cgroup_says_it(string type, bool expected)
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/a b/cgroup.type", type);

        Assert.Equal(expected, May("0::/a b\n"));
    }

    [Theory]
    [InlineData("threaded", true)]
    [InlineData("domain", false)]
    [InlineData(null, false)]
    public void The_root_has_no_type_and_may_have_threaded_cgroups_below_it(string? below, bool expected)
    {
        Mount(Unified);
        _tree.WithFolder("/sys/fs/cgroup/a");
        if (below is not null)
        {
            _tree.With("/sys/fs/cgroup/a/cgroup.type", below);
        }

        Assert.Equal(expected, May("0::/\n"));
    }

    [Theory]
    [InlineData("/sys/fs/cgroup/cpu/jobs", true)]
    [InlineData("/sys/fs/cgroup/cpuset/jobs", true)]
    [InlineData("/sys/fs/cgroup/memory/jobs", false)]
    public void In_version_1_any_cgroup_of_cpu_or_cpuset_may_hold_a_thread(string folder, bool expected)
    {
        Mount(First);
        _tree.WithFolder("/sys/fs/cgroup/cpu").WithFolder("/sys/fs/cgroup/cpuset").With("/sys/fs/cgroup/cpu/tasks", "1").WithFolder(folder);

        Assert.Equal(expected, May("2:cpu,cpuacct:/\n3:cpuset:/\n0::/\n"));
    }

    [Fact]
    public void Without_cgroups_threads_are_where_their_process_is()
    {
        Mount("22 1 8:1 / / rw - ext4 /dev/sda1 rw");

        Assert.False(May("0::/\n"));
        Assert.False(May("2:cpu:/a\n"));
    }

    [Fact]
    public void A_cgroup_is_looked_at_once_in_ten_seconds()
    {
        Mount(Unified);
        _tree.With("/sys/fs/cgroup/a/cgroup.type", "domain");
        Assert.False(May("0::/a\n"));
        _tree.With("/sys/fs/cgroup/a/cgroup.type", "domain threaded");
        _threaded.Begin(TimeSpan.FromSeconds(9));
        Assert.False(May("0::/a\n"));
        Assert.Equal(1, _read.Count(path => path.EndsWith("cgroup.type", StringComparison.Ordinal)));

        _threaded.Begin(TimeSpan.FromSeconds(10));
        Assert.True(May("0::/a\n"));
    }

    private void Mount(string lines) => _tree.With("/proc/self/mountinfo", lines);

    private bool May(string cgroupText) => _threaded.MayHoldThreadsOf(Encoding.UTF8.GetBytes(cgroupText));
}
