using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Analysis.Judging;

public sealed class IoBoundTests
{
    [Fact]
    public void Tasks_in_disk_sleep() =>
        Quiet(Scene.Of("0-1").Add(3, run: 0.02, wait: 0, mask: "0", state: TaskState.DiskSleep));

    [Fact]
    public void Readers_of_a_disk_of_which_some_are_in_disk_sleep_at_any_moment()
    {
        Scene scene = Scene.Of("0-1")
            .Add(2, run: 0.13, wait: 0.32, mask: "0", with: OfManySlices)
            .Add(1, run: 0.13, wait: 0.32, mask: "0", state: TaskState.DiskSleep, with: OfManySlices)
            .Add(1, run: 0.13, wait: 0, name: "pipe", with: OfManySlices);

        Assert.Equal("3 worker tasks wait for a disk or another device, not for a CPU.", Quiet(scene).Message);
    }

    [Theory]
    [InlineData(TaskState.Sleeping)]
    [InlineData(TaskState.Running)]
    public void Many_short_waits_for_a_pipe_a_socket_or_a_lock_are_no_disk(TaskState state) =>
        Assert.Empty(Scene.Of("0-1").Add(3, run: 0.13, wait: 0.2, state: state, with: OfManySlices).Diagnose().Findings);

    private static ProcessLoad OfManySlices(ProcessLoad process) => process with { SlicesPerSecond = 8200 };

    private static Finding Quiet(Scene scene)
    {
        Finding finding = Assert.Single(scene.Diagnose().Findings);
        Assert.Equal(("io-bound", FindingSeverity.Note), (finding.Rule.Name, finding.Severity));
        return finding;
    }
}
