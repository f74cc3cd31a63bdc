using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Cores;

namespace CoreTop.Tests.Tui.Cores;

public sealed class CoreLoadTests
{
    private static readonly Snapshot Machine = AnySnapshot.Of(AnyTopology.Of(4), cpu => cpu.Number == 2 ? 1 : 0.1);

    [Fact]
    public void CPUs_that_share_a_cell_show_the_busiest_of_them() =>
        Assert.Equal(1, CoreLoad.Of(Machine, Item(isSum: false)).Busy);

    [Fact]
    public void A_node_shows_its_sum_as_a_share_of_its_CPUs() =>
        Assert.Equal(1.3 / 4, CoreLoad.Of(Machine, Item(isSum: true)).Busy, 0.001);

    private static CoreItem Item(bool isSum) => new("0", CpuSet.Range(0, 3), IsOnline: true, ' ', 0) { IsSum = isSum };
}
