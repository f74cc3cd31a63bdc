using System.Text;
using CoreTop.Kernel.Proc;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class MountEntryTests
{
    [Fact]
    public void Root_point_type_and_options_are_taken_with_or_without_optional_fields() => Assert.Equal(
        [
            new MountEntry("/", "/sys/fs/cgroup", "cgroup2", "rw,nsdelegate"),
            new MountEntry("/docker/1", "/sys/fs/cgroup/cpuset", "cgroup", "rw,cpuset"),
        ],
        Parse("30 22 0:27 / /sys/fs/cgroup rw,nosuid shared:9 master:1 - cgroup2 cgroup2 rw,nsdelegate\n"
            + "33 30 0:30 /docker/1 /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n"));

    [Fact]
    public void Blanks_are_written_in_octal() =>
        Assert.Equal("/a b\\c\\9", Parse("1 1 0:1 / /a\\040b\\134c\\9 rw - tmpfs none rw\n").Single().MountPoint);

    [Theory]
    [InlineData("")]
    [InlineData("30 22 0:27 / /x rw shared:9\n")]
    public void Lines_that_are_none_are_left_out(string text) => Assert.Empty(Parse(text));

    [Fact]
    public void A_line_cut_off_has_empty_fields() =>
        Assert.Equal(new MountEntry("", "", "", ""), Parse("30 - \n").Single());

    private static IReadOnlyList<MountEntry> Parse(string text) => MountEntry.Parse(Encoding.UTF8.GetBytes(text));
}
