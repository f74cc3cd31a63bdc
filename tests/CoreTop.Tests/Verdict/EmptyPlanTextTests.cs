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

    private static string Text(Scene scene) => EmptyPlanText.Of(scene.Diagnose(), scene.Snapshot());
}
