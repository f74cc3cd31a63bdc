using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class AutogroupFileTests
{
    [Fact]
    public void Number_and_nice_value_are_read() =>
        Assert.Equal(new Autogroup(1203, -5), AutogroupFile.Parse("/autogroup-1203 nice -5\n"u8));

    [Fact]
    public void A_process_in_no_autogroup_has_an_empty_file() => Assert.Null(AutogroupFile.Parse([]));

    [Theory]
    [InlineData("\n")]
    [InlineData("/autogroup-")]
    [InlineData("/autogroup-12")]
    [InlineData("/autogroup-12 nice x")]
    public void Anything_else_is_named_as_an_error(string text) =>
        Assert.Throws<KernelFormatException>(() => AutogroupFile.Parse(Encoding.UTF8.GetBytes(text)));
}
