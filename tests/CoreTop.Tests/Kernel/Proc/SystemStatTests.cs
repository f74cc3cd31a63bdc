using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class SystemStatTests
{
    [Fact]
    public void Each_online_cpu_has_a_line_and_numbers_may_have_gaps()
    {
        SystemStat stat = Parse("""
            cpu  100 2 3 4 5 6 7 8 9 10
            cpu1 1 2 3 4 5 6 7 8 9 10
            cpu70 11 12 13 14 15 16 17 18 19 20
            intr 123 0 0
            ctxt 5
            btime 1538703207
            processes 3
            procs_running 37
            procs_blocked 2
            """);

        Assert.Equal(
            [new CpuTimes(new CpuId(1), 1, 2, 3, 4, 5, 6, 7, 8), new CpuTimes(new CpuId(70), 11, 12, 13, 14, 15, 16, 17, 18)],
            stat.Cpus);
        Assert.Equal((37, 2), (stat.RunningTasks, stat.BlockedTasks));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1538703207), stat.BootTime);
    }

    [Fact]
    public void Old_kernels_have_fewer_columns_and_lines()
    {
        SystemStat stat = Parse("cpu 1 2 3 4\ncpu0 1 2 3 4\n");

        Assert.Equal([new CpuTimes(new CpuId(0), 1, 2, 3, 4, 0, 0, 0, 0)], stat.Cpus);
        Assert.Null(stat.BootTime);
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu 1 2 3 4\n")]
    [InlineData("cpu0 1 2 3\n")]
    [InlineData("cpu0 1 2 x 4\n")]
    [InlineData("cpu0 1 2 3 -4\n")]
    [InlineData("cpu-1 1 2 3 4\n")]
    [InlineData("cpu70000 1 2 3 4\n")]
    [InlineData("cpu0 1 2 3 4\nprocs_running many\n")]
    [InlineData("cpu0 1 2 3 4\nbtime x\n")]
    public void What_is_cut_off_or_no_number_is_refused(string text) =>
        Assert.Throws<KernelFormatException>(() => Parse(text));

    private static SystemStat Parse(string text) => SystemStat.Parse(Encoding.UTF8.GetBytes(text));
}
