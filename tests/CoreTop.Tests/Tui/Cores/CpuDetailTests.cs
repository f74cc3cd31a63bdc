using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
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

    [Fact]
    public void Clock_and_temperature_are_said_where_the_machine_tells_and_that_it_does_not_where_it_does_not()
    {
        Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(4), _ => 0.5) with
        {
            Meters = new MeterLoad(
                new MeterSample
                {
                    Cpus =
                    [
                        new CpuSensors(new CpuId(0), 3.417e9, 64.6) { IsOfCore = true },
                        new CpuSensors(new CpuId(1), Hertz: null, 64.6),
                        new CpuSensors(new CpuId(2), Hertz: null, Celsius: null),
                    ],
                },
                Disks: null, Networks: null),
        };

        Assert.Contains("50 % busy (50 user), 3.42 GHz, 65 °C, no busy task.", Text(snapshot, 0), StringComparison.Ordinal);
        Assert.Contains(" user), 65 °C at a shared sensor, no", Text(snapshot, 1), StringComparison.Ordinal);
        Assert.EndsWith("no busy task, clock and temperature not reported.", Text(snapshot, 2), StringComparison.Ordinal);
        Assert.EndsWith("no busy task.", Text(snapshot, 3), StringComparison.Ordinal);
    }

    private static string Text(Snapshot snapshot, int cpu) => CpuDetail.Text(snapshot, new CpuId(cpu), busyTasks: 0);
}
