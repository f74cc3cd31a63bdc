using CoreTop.Analysis.Sharing;

namespace CoreTop.Tests.Analysis.Sharing;

public sealed class ClosedLoopTests
{
    [Theory]
    [InlineData(4, 0.5, 1, 0.98)]
    [InlineData(4, 0.5, 2, 1.70)]
    [InlineData(3, 0.5, 2, 1.41)]
    public void Tasks_that_sleep_by_chance_leave_CPUs_idle_although_others_wait(int tasks, double demand, int cpus, double busy) =>
        Assert.Equal(busy, ClosedLoop.Throughput(tasks, demand, cpus), 0.005);

    [Theory]
    [InlineData(8, 1, 3, 3)]
    [InlineData(8, 0.25, 8, 2)]
    [InlineData(10_000, 0.999, 1024, 1024)]
    [InlineData(10_000, 0.01, 1024, 100)]
    [InlineData(0, 0.5, 3, 0)]
    [InlineData(3, 0, 3, 0)]
    [InlineData(3, double.NaN, 3, 0)]
    [InlineData(3, 0.5, 0, 0)]
    public void Far_from_capacity_it_is_what_demand_or_CPUs_allow(int tasks, double demand, int cpus, double busy) =>
        Assert.Equal(busy, ClosedLoop.Throughput(tasks, demand, cpus), 1e-6);
}
