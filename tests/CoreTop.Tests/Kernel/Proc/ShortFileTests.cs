using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Kernel.Proc;

/// <summary>The files of one line of numbers: loadavg, uptime, statm, schedstat of a task.</summary>
public sealed class ShortFileTests
{
    [Fact]
    public void Load_averages_are_the_first_three_numbers()
    {
        Assert.Equal(new LoadAverage(36.03, 34.15, 22.04), LoadAverageFile.Parse("36.03 34.15 22.04 38/1024 3400\n"u8));
        Assert.Equal(38, LoadAverageFile.ParseRunnable("36.03 34.15 22.04 38/1024 3400\n"u8));
    }

    [Fact]
    public void Uptime_is_the_first_number() =>
        Assert.Equal(TimeSpan.FromSeconds(2080.25), UptimeFile.Parse("2080.25 70000.00\n"u8));

    [Fact]
    public void Memory_of_a_task_is_counted_in_pages() =>
        Assert.Equal(new TaskMemory(130560, 56320, 12288), TaskMemory.Parse("130560 56320 12288 1 0 2 0\n"u8));

    [Fact]
    public void Counters_of_a_task_are_run_wait_and_slices()
    {
        var times = TaskSchedStat.Parse("1584847998 1471490497 37\n"u8);

        Assert.Equal(new TaskSchedStat(1584847998, 1471490497, 37), times);
        Assert.True(times.IsKept);
        Assert.False(TaskSchedStat.Parse("0 0 0\n"u8).IsKept);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("1.0 2.0\n")]
    [InlineData("1 2\n")]
    [InlineData("1 2 x\n")]
    [InlineData("\u0001\u0002 3 4")]
    public void Fewer_than_three_numbers_are_refused(string line)
    {
        byte[] text = Encoding.UTF8.GetBytes(line);

        Assert.Throws<KernelFormatException>(() => LoadAverageFile.Parse(text));
        Assert.Throws<KernelFormatException>(() => TaskMemory.Parse(text));
        Assert.Throws<KernelFormatException>(() => TaskSchedStat.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1 0")]
    [InlineData("NaN 0")]
    [InlineData("1e300 0")]
    [InlineData("soon 0")]
    public void An_uptime_that_is_no_time_is_refused(string line) =>
        Assert.Throws<KernelFormatException>(() => UptimeFile.Parse(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("NaN 1 1")]
    [InlineData("Infinity 1 1")]
    [InlineData("-1 1 1")]
    public void A_load_that_is_none_is_refused(string line) =>
        Assert.Throws<KernelFormatException>(() => LoadAverageFile.Parse(Encoding.UTF8.GetBytes(line)));
}
