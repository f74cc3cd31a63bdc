using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Proc;

namespace CoreTop.Tests.Kernel.Cgroup;

public sealed class CpuWeightFileTests
{
    [Theory]
    [InlineData("1\n", 1)]
    [InlineData("100\n", 100)]
    [InlineData("10000\n", 10_000)]
    [InlineData("0\n", 1)]
    [InlineData("18446744073709551615\n", 10_000)]
    public void A_weight_is_one_to_ten_thousand(string text, int expected) =>
        Assert.Equal(expected, CpuWeightFile.Parse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("1024\n", 100)]
    [InlineData("2\n", 1)]
    [InlineData("3\n", 1)]
    [InlineData("512\n", 50)]
    [InlineData("262144\n", 25_600)]
    [InlineData("18446744073709551615\n", 25_600)]
    public void Shares_of_version_1_are_scaled_so_that_their_default_is_that_of_weights(string text, int expected) =>
        Assert.Equal(expected, CpuWeightFile.ParseShares(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("0\n", false)]
    [InlineData("1\n", true)]
    public void Idle_is_one(string text, bool expected) => Assert.Equal(expected, CpuWeightFile.ParseIdle(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("-1\n")]
    [InlineData("default 100\n")]
    [InlineData("1e3\n")]
    public void What_is_no_number_is_refused(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Throws<KernelFormatException>(() => CpuWeightFile.Parse(bytes));
        Assert.Throws<KernelFormatException>(() => CpuWeightFile.ParseShares(bytes));
        Assert.Throws<KernelFormatException>(() => CpuWeightFile.ParseIdle(bytes));
    }
}
