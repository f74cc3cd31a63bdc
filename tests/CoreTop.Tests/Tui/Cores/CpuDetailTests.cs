using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Cores;

namespace CoreTop.Tests.Tui.Cores;

public sealed class CpuDetailTests
{
    [Fact]
    public void A_cpu_of_which_nothing_is_told_is_not_said_to_be_idle()
    {
        Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(2), _ => 0.5);
        snapshot = snapshot with { Cpus = [snapshot.Cpus[0], new CpuLoad(new CpuId(1), IsOnline: true, 0, 0, 0, 0, 0, 0, 0, 0, Waiting: null)] };

        Assert.Contains("50 % busy", CpuDetail.Text(snapshot, new CpuId(0), busyTasks: 0), StringComparison.Ordinal);
        Assert.Contains("how busy is not known", CpuDetail.Text(snapshot, new CpuId(1), busyTasks: 0), StringComparison.Ordinal);
        Assert.Contains("0 % busy", CpuDetail.Text(snapshot with { Interval = TimeSpan.Zero }, new CpuId(1), busyTasks: 0), StringComparison.Ordinal);
    }
}
