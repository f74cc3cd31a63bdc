using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Tui.Changing;

/// <summary>Where no CPU is idle, it is said of one task or of several together.</summary>
public sealed class NoIdleCpuTests
{
    [Fact]
    public void One_task_is_it_and_several_are_they()
    {
        using var screen = new TestScreen(AnySnapshot.Of(
            AnyTopology.Of(4),
            _ => 1,
            [.. Enumerable.Range(10, 3).Select(pid => AnySnapshot.Process(pid, run: 0.5, wait: 0.5, affinity: CpuSet.Of(0), limit: CpuSet.Range(0, 3)))]));

        screen.Press("N", "i");
        Assert.Equal("No idle CPU: worker 10: all 4 CPUs it may use are busy.", screen.Message);

        screen.Press("Space", "Space", "i");
        Assert.Equal("No idle CPU: worker 10, worker 11: all 4 CPUs they may use are busy.", screen.Message);
    }
}
