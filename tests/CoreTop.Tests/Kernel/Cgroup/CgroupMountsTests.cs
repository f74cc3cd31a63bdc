using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Proc;

namespace CoreTop.Tests.Kernel.Cgroup;

public sealed class CgroupMountsTests
{
    private static readonly CgroupMounts Hybrid = Mounts(
        "22 1 254:0 / / rw - ext4 /dev/root rw",
        "31 30 0:28 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu,cpuacct",
        "33 30 0:30 / /sys/fs/cgroup/cpuset rw,relatime - cgroup cgroup rw,cpuset",
        "40 30 0:37 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw,nsdelegate");

    private static readonly CgroupMounts Unified = Mounts("30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw");

    [Fact]
    public void A_v1_line_that_names_the_controller_goes_before_v2()
    {
        CgroupPlace? place = Find(Hybrid, "3:cpuset:/jobs/a\n1:cpu,cpuacct:/jobs\n0::/other\n", "cpuset");

        Assert.Equal(
            new CgroupPlace(false, "/jobs/a", "/sys/fs/cgroup/cpuset/jobs/a", "/sys/fs/cgroup/cpuset"), place);
        Assert.Equal("/sys/fs/cgroup/cpu/jobs", Find(Hybrid, "1:cpu,cpuacct:/jobs\n0::/other\n", "cpu")?.Folder);
    }

    [Fact]
    public void Without_such_a_line_the_task_is_where_v2_holds_it()
    {
        Assert.Equal(
            "/sys/fs/cgroup/user.slice/run-1.scope", Find(Unified, "0::/user.slice/run-1.scope\n", "cpu")?.Folder);
        Assert.Equal("/sys/fs/cgroup/unified/other", Find(Hybrid, "0::/other\n", "cpu")?.Folder);
    }

    [Fact]
    public void Parents_end_at_the_mount_point()
    {
        CgroupPlace? place = Find(Unified, "0::/a/b\n", "cpu");

        Assert.Equal("/a", place?.Parent?.Path);
        Assert.Equal("/", place?.Parent?.Parent?.Path);
        Assert.Equal("/sys/fs/cgroup", place?.Parent?.Parent?.Folder);
        Assert.Null(place?.Parent?.Parent?.Parent);
    }

    [Fact]
    public void A_mount_of_a_part_of_the_hierarchy_takes_that_part_off_the_path()
    {
        CgroupMounts container = Mounts("31 30 0:28 /docker/ab1 /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu");

        Assert.Equal("/sys/fs/cgroup/cpu/x", Find(container, "1:cpu:/docker/ab1/x\n", "cpu")?.Folder);
        Assert.Equal("/docker/ab1", Find(container, "1:cpu:/docker/ab1/x\n", "cpu")?.Parent?.Path);
        Assert.Null(Find(container, "1:cpu:/docker/ab1/x\n", "cpu")?.Parent?.Parent);
        Assert.Null(Find(container, "1:cpu:/docker/ab12\n", "cpu"));
    }

    [Theory]
    [InlineData("0::/../sibling\n")]
    [InlineData("0::/gone (deleted)\n")]
    [InlineData("1:cpu:/jobs\n")]
    [InlineData("0::no-path\n")]
    [InlineData("")]
    [InlineData("no such line\n:::\n")]
    public void What_cannot_be_seen_is_unknown(string cgroupText) => Assert.Null(Find(Unified, cgroupText, "cpu"));

    [Fact]
    public void A_controllers_name_inside_another_is_not_it() =>
        Assert.Equal("/sys/fs/cgroup/unified/v2", Find(Hybrid, "3:cpuset:/a\n2:cpuacct:/b\n0::/v2\n", "cpu")?.Folder);

    [Fact]
    public void The_root_of_a_hierarchy_is_where_it_is_mounted()
    {
        Assert.Equal("/sys/fs/cgroup/cpuset", Hybrid.FindRoot("cpuset")?.Folder);
        Assert.Equal("/sys/fs/cgroup/unified", Hybrid.FindRoot(controller: null)?.Folder);
        Assert.Null(Unified.FindRoot("cpuset"));
    }

    private static CgroupPlace? Find(CgroupMounts mounts, string cgroupText, string controller) =>
        mounts.Find(Encoding.UTF8.GetBytes(cgroupText), controller);

    private static CgroupMounts Mounts(params string[] lines) =>
        new(MountEntry.Parse(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
