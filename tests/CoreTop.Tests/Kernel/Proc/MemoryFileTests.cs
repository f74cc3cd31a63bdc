using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class MemoryFileTests
{
    [Fact]
    public void Kibibytes_become_bytes() => Assert.Equal(
        new MemoryUse(1024 * 1000, 1024 * 700, 1024 * 500, 1024 * 10, 1024 * 230, 1024 * 80, 1024 * 60),
        Parse("""
            MemTotal:           1000 kB
            MemFree:             500 kB
            MemAvailable:        700 kB
            Buffers:              10 kB
            Cached:              200 kB
            SwapCached:            1 kB
            SwapTotal:            80 kB
            SwapFree:             60 kB
            SReclaimable:         30 kB
            HugePages_Total:       0
            """));

    [Fact]
    public void Before_kernel_3_14_what_is_available_is_reckoned() =>
        Assert.Equal(1024UL * 710, Parse("MemTotal: 1000 kB\nMemFree: 500 kB\nBuffers: 10 kB\nCached: 200 kB\n").AvailableBytes);

    [Theory]
    [InlineData("")]
    [InlineData("MemTotal: 1 kB\n")]
    [InlineData("MemFree: 1 kB\n")]
    [InlineData("MemTotal: 1 kB\nMemFree:\n")]
    [InlineData("MemTotal: -1 kB\nMemFree: 1 kB\n")]
    [InlineData("MemTotal: 18446744073709551615 kB\nMemFree: 1 kB\n")]
    public void What_is_missing_or_no_size_is_refused(string text) =>
        Assert.Throws<KernelFormatException>(() => Parse(text));

    private static MemoryUse Parse(string text) => MemoryFile.Parse(Encoding.UTF8.GetBytes(text));
}
