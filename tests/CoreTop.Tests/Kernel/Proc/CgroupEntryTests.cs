using System.Text;
using CoreTop.Kernel.Proc;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class CgroupEntryTests
{
    [Fact]
    public void Each_line_is_a_hierarchy_with_its_controllers_and_path() => Assert.Equal(
        [
            new CgroupEntry(9, "name=systemd", "/a:b"),
            new CgroupEntry(2, "cpu,cpuacct", "/"),
            new CgroupEntry(0, "", "/user.slice/x y (deleted)"),
        ],
        Parse("9:name=systemd:/a:b\n2:cpu,cpuacct:/\n0::/user.slice/x y (deleted)\n"));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("0:")]
    [InlineData("x::/")]
    [InlineData("99999999999::/")]
    public void Lines_that_are_none_are_left_out(string text) => Assert.Empty(Parse(text));

    private static IReadOnlyList<CgroupEntry> Parse(string text) => CgroupEntry.Parse(Encoding.UTF8.GetBytes(text));
}
