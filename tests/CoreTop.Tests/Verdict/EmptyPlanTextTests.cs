using CoreTop.Tests.Analysis;
using CoreTop.Verdict;

namespace CoreTop.Tests.Verdict;

public sealed class EmptyPlanTextTests
{
    [Fact]
    public void More_tasks_than_CPUs() => Assert.Equal(
        "Nothing to rebalance: 48 tasks want a CPU, and there are 36 CPUs.",
        Text(Scene.Of("0-35").Add(48, run: 0.75, wait: 0.25)));

    [Fact]
    public void A_calm_machine() => Assert.Equal(
        "Nothing to rebalance: no task wants more CPU time than it gets.", Text(Scene.Of("0-3").Add(5, run: 0.02)));

    [Fact]
    public void One_task_that_has_its_CPU() => Assert.Equal(
        "Nothing to rebalance: the task that wants a CPU gets all there is for it.", Text(Scene.Of("0-3").Add(1)));

    [Fact]
    public void A_cpuset_that_no_mask_can_leave() => Assert.Equal(
        "Nothing to rebalance: 3.0 cores are lost to cpusets, and no affinity gets them back.",
        Text(Scene.Of("0-3").Add(4, run: 0.25, wait: 0.75, limit: "0")));

    [Theory]
    [InlineData(0.4, "0.6")]
    [InlineData(0.55, "0.5")]
    public void A_task_beside_interrupts_that_the_kernel_could_move_is_not_said_to_be_one_that_must_not_be_moved(double run, string lost) =>
        Assert.Equal(
            $"Nothing to rebalance: {lost} cores are lost to placement: the masks allow better CPUs, and the kernel chooses among them.",
            Text(Scene.Of("0-3").Add(1, run, wait: 0).Cpu(0, load => load with { User = run, SoftIrq = 1 - run, Idle = 0 })));

    [Fact]
    public void Isolated_CPUs_alone() => Assert.Equal(
        "Nothing to rebalance: 2.0 cores are lost to isolated CPUs, which plans leave alone; the explanation names a mask that helps.",
        Text(Scene.OfIsolated("0-7", isolated: "7").Add(3, run: 0.333, wait: 0.667, mask: "7", on: 7)));

    [Fact]
    public void Isolated_CPUs_are_not_blamed_for_what_a_cpuset_costs() => Assert.Equal(
        "Nothing to rebalance: 2.0 cores are lost to isolated CPUs, which plans leave alone; the explanation names a mask that helps. "
            + "3.0 cores are lost to cpusets, and no affinity gets them back.",
        Text(Scene.OfIsolated("0-7", isolated: "7")
            .Add(3, run: 0.333, wait: 0.667, mask: "7", on: 7)
            .Add(4, run: 0.25, wait: 0.75, limit: "0")));

    private static string Text(Scene scene) => EmptyPlanText.Of(scene.Diagnose(), scene.Snapshot());
}
