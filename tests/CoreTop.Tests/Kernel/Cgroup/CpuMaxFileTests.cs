using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Proc;

namespace CoreTop.Tests.Kernel.Cgroup;

public sealed class CpuMaxFileTests
{
    [Theory]
    [InlineData("50000 100000\n", 0.5)]
    [InlineData("1600000 100000\n", 16.0)]
    [InlineData("1000 1000000", 0.001)]
    [InlineData("max 100000\n", null)]
    public void Quota_over_period_is_cores(string text, double? cores) => Assert.Equal(cores, CpuMaxFile.Parse(Bytes(text)));

    [Theory]
    [InlineData("-1\n", null)]
    [InlineData("50000\n", 50_000.0)]
    public void Version_1_writes_minus_one_for_no_quota(string text, double? quota) =>
        Assert.Equal(quota, CpuMaxFile.ParseQuota(Bytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("50000\n")]
    [InlineData("50000 0\n")]
    [InlineData("-1 100000\n")]
    [InlineData("maximal 100000\n")]
    [InlineData("99999999999999999999 100000\n")]
    public void What_is_no_quota_is_refused(string text) =>
        Assert.Throws<KernelFormatException>(() => CpuMaxFile.Parse(Bytes(text)));

    [Fact]
    public void Counters_are_found_by_name_in_both_versions()
    {
        const string First = "nr_periods 45\nnr_throttled 44\nthrottled_time 1580487390\n";
        const string Second = "usage_usec 2216969\nuser_usec 9\nnr_periods 44\nnr_throttled 43\nthrottled_usec 2105929\nnr_bursts 0\n";

        Assert.Equal(new CpuStatFile(45, 44, 1_580_487_390, UsedNanoseconds: null), CpuStatFile.Parse(Bytes(First)));
        Assert.Equal(new CpuStatFile(44, 43, 2_105_929_000, 2_216_969_000), CpuStatFile.Parse(Bytes(Second)));
    }

    [Theory]
    [InlineData("usage_usec 2216969\n")]
    [InlineData("nr_periods 4\nnr_thr")]
    [InlineData("nr_periods many\nnr_throttled 1\n")]
    public void Counters_that_are_cut_off_or_absent_are_refused(string text) =>
        Assert.Throws<KernelFormatException>(() => CpuStatFile.Parse(Bytes(text)));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
