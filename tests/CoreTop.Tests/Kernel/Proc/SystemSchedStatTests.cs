using System.Collections.Immutable;
using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class SystemSchedStatTests
{
    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    public void Run_and_wait_are_fields_seven_and_eight(int version) => Assert.Equal(
        [new RunQueueTimes(new CpuId(0), 8524637076, 2122220927, 1593), new RunQueueTimes(new CpuId(12), 7, 8, 9)],
        Parse($"version {version}\ntimestamp 4295\ncpu0 0 0 0 0 0 0 8524637076 2122220927 1593\ndomain0 00000003 1 2\n"
            + "cpu12 1 2 3 4 5 6 7 8 9 10\n"));

    [Theory]
    [InlineData("")]
    [InlineData("version 13\ncpu0 1 2 3 4 5 6 7 8 9\n")]
    [InlineData("version 18\ncpu0 1 2 3 4 5 6 7 8 9\n")]
    [InlineData("cpu0 1 2 3 4 5 6 7 8 9\n")]
    public void Of_versions_that_are_not_known_nothing_is_taken(string text) => Assert.Empty(Parse(text));

    [Theory]
    [InlineData("version x\n")]
    [InlineData("version 15\ncpu0 1 2 3 4 5 6 7 8\n")]
    [InlineData("version 15\ncpu0 1 2 3 4 5 6 7 -8 9\n")]
    [InlineData("version 15\ncpu-3 1 2 3 4 5 6 7 8 9\n")]
    public void What_is_cut_off_or_no_number_is_refused(string text) =>
        Assert.Throws<KernelFormatException>(() => Parse(text));

    private static ImmutableArray<RunQueueTimes> Parse(string text) => SystemSchedStat.Parse(Encoding.UTF8.GetBytes(text));
}
