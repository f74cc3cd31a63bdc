using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Analysis.Judging;

/// <summary>A wait costs something where the task could have run meanwhile.</summary>
public sealed class CostlyWaitsTests
{
    [Fact]
    public void Waits_on_a_machine_that_is_shared_fairly_cost_nothing()
    {
        Scene scene = Scene.Of("0-1");
        foreach (int cpu in (int[])[0, 1])
        {
            scene.Add(3, run: 0.33, wait: 0.67, on: cpu);
        }

        Assert.Empty(Pids(scene));
    }

    [Fact]
    public void Waits_of_tasks_whose_mask_keeps_them_off_idle_CPUs_cost_something() =>
        Assert.Equal(Enumerable.Range(1024, 12).Order(), Pids(Scene.Founding()));

    [Fact]
    public void Waits_of_squeezed_tasks_cost_them_something()
    {
        Scene scene = Scene.Of("0-3");
        foreach (int cpu in (int[])[1, 2, 3])
        {
            scene.Add(1, run: 1, wait: 0, on: cpu);
        }

        scene.Add(4, run: 0.25, wait: 0.75, mask: "0", on: 0);

        Assert.Equal([1003, 1004, 1005, 1006], Pids(scene));
    }

    [Fact]
    public void A_wait_while_a_CPU_that_the_task_may_use_idles_costs_something()
    {
        Scene scene = Scene.Of("0-3").Add(2, run: 0.5, wait: 0.5, on: 0);

        Assert.Equal([1000, 1001], Pids(scene));
    }

    [Fact]
    public void Nothing_costs_anything_before_the_machine_was_diagnosed() => Assert.Empty(CoreTop.Analysis.Judging.Diagnosis.Nothing.CostlyWaits);

    private static IEnumerable<int> Pids(Scene scene) =>
        scene.Diagnose().CostlyWaits.Select(((TaskKey Task, int Pid) task) => task.Pid).Distinct().Order();
}
