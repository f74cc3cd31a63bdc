using CoreTop.Analysis.Planning;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Analysis.Planning;

public sealed class RebalancePlannerTests
{
    [Fact]
    public void Tasks_whose_starter_is_widened_are_measured_by_all_that_it_starts_since_the_next_ones_replace_them()
    {
        RebalancePlan plan = Scene.Of("0-1")
            .Add(1, run: 0, state: TaskState.Sleeping, mask: "0", name: "sh", with: process => process with { ChildRun = 0.1 })
            .Add(2, run: 0.45, wait: 0.55, mask: "0", with: process => process.WithWhole(whole => whole with { ParentPid = 1000 }))
            .Add(1, run: 0.2, wait: 0, mask: "1", on: 1)
            .Plan();

        Assert.Contains(plan.Changes, change => change.Pid == 1000 && change.IsWholeProcess);
        Assert.Equal([1000], plan.Basis.Starters.Select(starter => starter.Tid));
        Assert.DoesNotContain(plan.Basis.Tasks, task => task.Pid is 1001 or 1002);
        Assert.Equal(1.0, plan.Basis.StartedRun, 0.001);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("1000 1001 1002", false)]
    [InlineData("1003 1004 1005 1006", true)]
    public void A_plan_is_no_less_certain_because_of_a_collision_that_it_does_not_change(string pids, bool isMost)
    {
        RebalancePlan plan = Scene.Of("0-7")
            .Add(3, run: 0.333, wait: 0.667, mask: "0")
            .Add(4, run: 0.25, wait: 0.35, mask: "1", on: 1)
            .Plan(options: new RebalanceOptions
            {
                Pids = [.. pids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)],
            });

        Assert.NotEmpty(plan.Changes);
        Assert.Equal(isMost, plan.IsMost);
    }

    private const string FoundingIdle = "1,5,8,11,13-14,21,25,27,30,34";

    [Fact]
    public void Widening_the_founding_case_releases_eleven_tasks_and_touches_nobody_else()
    {
        RebalancePlan plan = Scene.Founding().Plan();

        Assert.Equal(11, plan.Changes.Length);
        Assert.All(plan.Changes, change =>
        {
            Assert.Equal("35", change.From.ToString());
            Assert.Null(change.To);
            Assert.Null(change.First);
            Assert.True(change.IsWholeProcess);
            Assert.Equal($"taskset -apc 0-35 {change.Pid}", change.Command);
        });
        Assert.Equal(FoundingIdle, CpuSet.Of(plan.Changes.Select(change => change.Target!.Value)).ToString());
        Assert.Equal(25.0, plan.CoresBefore, 0.1);
        Assert.Equal(36.0, plan.CoresAfter, 0.1);
        Assert.Equal(36, plan.Loads.Length);
        Assert.Equal(36.0, plan.Loads.Sum(load => load.After), 0.1);
        Assert.Equal(25.0, plan.Loads.Sum(load => load.Before), 0.1);
    }

    [Fact]
    public void Spreading_writes_one_CPU_first_and_then_widens()
    {
        RebalancePlan plan = Scene.Founding().Plan(RebalanceStrategy.Spread);

        Assert.Equal(11, plan.Changes.Length);
        Assert.All(plan.Changes, change => Assert.Null(change.To));
        Assert.All(plan.Changes, change => Assert.Equal(CpuSet.Of(change.Target!.Value.Number), change.First));
        Assert.Equal(FoundingIdle, plan.Changes.Aggregate(CpuSet.Empty, (all, change) => all.Union(change.First!)).ToString());
    }

    [Fact]
    public void Pinning_gives_each_task_one_CPU_for_good()
    {
        RebalancePlan plan = Scene.Founding().Plan(RebalanceStrategy.Pin);

        Assert.Equal(11, plan.Changes.Length);
        Assert.All(plan.Changes, change => Assert.Equal(CpuSet.Of(change.Target!.Value.Number), change.To));
        Assert.Equal(FoundingIdle, plan.Changes.Aggregate(CpuSet.Empty, (all, change) => all.Union(change.To!)).ToString());
    }

    [Theory]
    [InlineData(RebalanceStrategy.Widen)]
    [InlineData(RebalanceStrategy.Spread)]
    [InlineData(RebalanceStrategy.Pin)]
    public void A_plan_that_was_carried_out_leaves_nothing_to_plan(RebalanceStrategy strategy)
    {
        Scene scene = Scene.Founding();

        scene.Apply(scene.Plan(strategy));

        Assert.Empty(scene.Diagnose().Findings);
        Assert.True(scene.Plan(strategy).IsEmpty);
    }

    [Fact]
    public void Where_the_cpuset_allows_more_than_load_is_balanced_over_the_mask_is_written_out()
    {
        Scene scene = Scene.OfIsolated("0-7", isolated: "6-7").Add(3, run: 0.333, wait: 0.667, mask: "0");

        Assert.All(scene.Plan().Changes, change => Assert.Equal("0-5", change.To!.ToString()));
    }

    [Fact]
    public void A_plan_never_leaves_the_cpuset()
    {
        Scene scene = Scene.Of("0-35").Add(24, run: 1 / 24.0, wait: 23 / 24.0, mask: "3", on: 3, limit: "0-17");

        RebalancePlan plan = scene.Plan(RebalanceStrategy.Pin);

        Assert.Equal(23, plan.Changes.Length);
        Assert.All(plan.Changes, change => Assert.True(change.Granted.IsSubsetOf(CpuSet.Range(0, 17))));
        Assert.Equal(17, plan.Changes.Count(change => change.Target is not null));
        Assert.Equal(17, plan.Changes.Where(change => change.Target is not null).Select(change => change.Target).Distinct().Count());
        Assert.All(plan.Changes.Where(change => change.Target is null), change => Assert.Null(change.To));
    }

    [Fact]
    public void Who_makes_room_over_two_steps_is_not_touched_when_the_kernel_can_move_it()
    {
        // 1000 shares CPU 0 with 1001, whose limit leads only to CPU 1; 1002 is there and may use CPU 2 too.
        Scene scene = Scene.Of("0-2")
            .Add(1, run: 0.5, wait: 0.5, mask: "0", on: 0, limit: "0")
            .Add(1, run: 0.5, wait: 0.5, mask: "0", on: 0, limit: "0-1")
            .Add(1, mask: "1-2", on: 1, limit: "1-2");

        PlannedChange change = Assert.Single(scene.Plan().Changes);

        Assert.Equal(1001, change.Pid);
        Assert.Equal(new CpuId(1), change.Target);
    }

    [Fact]
    public void Who_makes_room_over_two_steps_is_widened_when_its_mask_forbids_it()
    {
        // As before, but two tasks are confined to CPU 1, so neither is a deliberate pin.
        Scene scene = Scene.Of("0-3")
            .Add(1, run: 0.5, wait: 0.5, mask: "0", on: 0, limit: "0")
            .Add(1, run: 0.5, wait: 0.5, mask: "0", on: 0, limit: "0-1")
            .Add(2, run: 0.5, wait: 0.5, mask: "1", on: 1, limit: "1-3");

        RebalancePlan plan = scene.Plan();

        Assert.Equal([1001, 1002, 1003], plan.Changes.Select(change => change.Pid).Order());
        Assert.Equal(4.0, plan.CoresAfter, 0.05);
    }

    [Fact]
    public void A_task_alone_on_its_pin_stays_and_its_CPU_is_taken()
    {
        Scene scene = Scene.Of("0-3").Add(1, mask: "1", on: 1).Add(4, run: 0.25, wait: 0.75, mask: "0", on: 0);

        RebalancePlan plan = scene.Plan(RebalanceStrategy.Pin);

        Assert.DoesNotContain(plan.Changes, change => change.Pid == 1000);
        Assert.Equal("2-3", CpuSet.Of(plan.Changes.Where(change => change.Target is not null).Select(change => change.Target!.Value)).ToString());
    }

    [Fact]
    public void Whole_idle_cores_come_before_siblings_of_busy_ones()
    {
        Scene scene = Scene.OfPairs(8).Add(1, on: 1).Add(3, run: 0.333, wait: 0.667, mask: "0", on: 0);

        RebalancePlan plan = scene.Plan(RebalanceStrategy.Pin);

        Assert.Equal("2-3", CpuSet.Of(plan.Changes.Select(change => change.Target!.Value)).ToString());
    }

    [Fact]
    public void The_same_node_comes_before_another()
    {
        Scene scene = Scene.OfPairs(16, nodes: 2).Add(4, run: 0.25, wait: 0.75, mask: "4", on: 4);

        RebalancePlan plan = scene.Plan(RebalanceStrategy.Spread);

        Assert.Equal("5-7", CpuSet.Of(plan.Changes.Select(change => change.Target!.Value)).ToString());
        Assert.All(plan.Changes, change => Assert.EndsWith("(same cache)", change.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Another_node_s_whole_core_comes_before_a_busy_core_s_sibling()
    {
        Scene scene = Scene.OfPairs(16, nodes: 2).Add(5, run: 0.2, wait: 0.8, mask: "4", on: 4);

        RebalancePlan plan = scene.Plan(RebalanceStrategy.Spread);

        Assert.Equal("0,5-7", CpuSet.Of(plan.Changes.Select(change => change.Target!.Value)).ToString());
    }

    [Fact]
    public void A_CPU_busy_with_interrupts_comes_last_and_one_that_a_real_time_task_holds_never()
    {
        Scene scene = Scene.Of("0-3")
            .Add(1, run: 0.9, wait: 0, mask: "1", on: 1, with: process => process.WithFacts(facts => facts with { Policy = SchedPolicy.Fifo }))
            .Add(2, run: 0.5, wait: 0.5, mask: "0", on: 0)
            .Cpu(2, load => load with { SoftIrq = 0.15, Idle = 0.85 });

        PlannedChange change = Assert.Single(scene.Plan(RebalanceStrategy.Pin).Changes);

        Assert.Equal(new CpuId(3), change.Target);
    }

    [Fact]
    public void Without_load_balancing_tasks_are_pinned_whatever_the_strategy()
    {
        Scene scene = Scene.OfIsolated("0-35", isolated: "32-35").Add(4, run: 0.25, wait: 0.75, mask: "32-35", on: 32);

        RebalancePlan plan = scene.Plan(RebalanceStrategy.Widen);

        Assert.Equal(3, plan.Changes.Length);
        Assert.Equal("33-35", plan.Changes.Aggregate(CpuSet.Empty, (all, change) => all.Union(change.To!)).ToString());
        Assert.All(plan.Changes, change => Assert.Equal($"taskset -apc {change.To} {change.Pid}", change.Command));
        Assert.True(scene.Apply(plan).Plan().IsEmpty);
    }

    [Theory]
    [InlineData(RebalanceStrategy.Widen)]
    [InlineData(RebalanceStrategy.Spread)]
    [InlineData(RebalanceStrategy.Pin)]
    public void More_tasks_than_isolated_CPUs_stay_within_them(RebalanceStrategy strategy)
    {
        // Two of a cpuset of their own, four confined to one of its CPUs: CPUs 0-3 idle, and are not for them.
        Scene scene = Scene.OfIsolated("0-7", isolated: "4-7")
            .Add(2, run: 0.167, wait: 0.833, mask: "4-6", on: 4)
            .Add(4, run: 0.167, wait: 0.833, mask: "4", on: 4);

        RebalancePlan plan = scene.Plan(strategy);

        Assert.Equal(["5", "6", "7"], plan.Changes.Select(change => change.To!.ToString()).Order());
        Assert.All(plan.Changes, change => Assert.Equal("0-7", change.Limit?.ToString()));
        Assert.True(scene.Apply(plan).Plan(strategy).IsEmpty);
    }

    [Fact]
    public void Isolated_CPUs_are_not_handed_out_with_the_rest_of_the_limit()
    {
        // All that the limit allows would be a release, and that gives isolated CPUs too.
        PlannedChange change = Assert.Single(Scene.OfIsolated("0-7", isolated: "4-7")
            .Add(2, run: 0.5, wait: 0.5, mask: "0")
            .Plan().Changes);

        Assert.Equal(("0-3", "0-7"), (change.To?.ToString(), change.Limit?.ToString()));
    }

    [Fact]
    public void Where_no_limit_is_known_none_is_given_so_that_a_mask_is_not_taken_for_a_release()
    {
        PlannedChange change = Assert.Single(Scene.OfIsolated("0-7", isolated: "4-7")
            .Add(1, mask: "0-3", on: 1, with: WithoutLimit)
            .Add(2, run: 0.5, wait: 0.5, mask: "0", with: WithoutLimit)
            .Plan().Changes);

        Assert.Equal(("0-3", null), (change.To?.ToString(), change.Limit));

        static ProcessLoad WithoutLimit(ProcessLoad process) => process with { Details = process.Details! with { Limit = null } };
    }

    [Fact]
    public void Threads_are_changed_one_by_one_when_the_process_s_masks_differ()
    {
        Scene scene = Scene.Of("0-1").AddThreads(
            "python",
            Scene.Thread(0, 0, "0-1", state: TaskState.Sleeping),
            Scene.Thread(0.5, 0.5, "1", on: 1),
            Scene.Thread(0.5, 0.5, "1", on: 1));

        PlannedChange change = Assert.Single(scene.Plan().Changes);

        Assert.False(change.IsWholeProcess);
        Assert.Equal(1001, change.Tid);
        Assert.Equal("taskset -pc 0-1 1001", change.Command);
    }

    [Fact]
    public void A_process_whose_threads_all_have_one_mask_is_released_as_a_whole()
    {
        Scene scene = Scene.Of("0-3").AddThreads(
            "python",
            Scene.Thread(0, 0, "1", state: TaskState.Sleeping),
            Scene.Thread(0.333, 0.667, "1", on: 1),
            Scene.Thread(0.333, 0.667, "1", on: 1),
            Scene.Thread(0.333, 0.667, "1", on: 1));

        PlannedChange change = Assert.Single(scene.Plan().Changes);

        Assert.True(change.IsWholeProcess);
        Assert.Equal("taskset -apc 0-3 1000", change.Command);
        Assert.All(scene.Plan(RebalanceStrategy.Pin).Changes, each => Assert.False(each.IsWholeProcess));
    }

    [Theory]
    [InlineData(RebalanceStrategy.Pin)]
    [InlineData(RebalanceStrategy.Spread)]
    public void Pins_are_not_followed_by_a_release_of_the_whole_process(RebalanceStrategy strategy)
    {
        Scene scene = Scene.Of("0-1").AddThreads(
            "python",
            Scene.Thread(0.25, 0.75, "1", on: 1),
            Scene.Thread(0.25, 0.75, "1", on: 1),
            Scene.Thread(0.25, 0.75, "1", on: 1),
            Scene.Thread(0.25, 0.75, "1", on: 1));

        RebalancePlan plan = scene.Plan(strategy);

        Assert.NotEmpty(plan.Changes);
        Assert.All(plan.Changes, change => Assert.False(change.IsWholeProcess));
    }

    [Fact]
    public void A_process_with_a_real_time_or_protected_thread_is_changed_thread_by_thread()
    {
        TaskLoad worker = Scene.Thread(0.333, 0.667, "1", on: 1);
        TaskLoad sleeper = Scene.Thread(0, 0, "1", state: TaskState.Sleeping);
        Scene ordinary = Scene.Of("0-3").AddThreads("python", sleeper, worker, worker, worker);
        Scene realTime = Scene.Of("0-3")
            .AddThreads("python", sleeper.WithFacts(facts => facts with { Policy = SchedPolicy.Fifo }), worker, worker, worker);
        var options = new RebalanceOptions { Protected = [ordinary.Processes[0].Threads[1].Key] };

        Assert.All(ordinary.Plan(options: options).Changes, change => Assert.False(change.IsWholeProcess));
        Assert.All(realTime.Plan().Changes, change => Assert.False(change.IsWholeProcess));
        Assert.Equal(2, realTime.Plan().Changes.Length);
    }

    [Fact]
    public void Only_what_the_options_allow_is_changed()
    {
        Scene scene = Scene.Of("0-7").Add(4, run: 0.25, wait: 0.75, mask: "0", on: 0);

        Assert.Equal([1002], Pids(scene, new RebalanceOptions { Pids = [1002] }));
        Assert.Empty(Pids(scene, new RebalanceOptions { Uid = 0 }));
        Assert.Equal([1000, 1001, 1003], Pids(scene, new RebalanceOptions { OwnPid = 1002 }));
        Assert.Equal([1000, 1001, 1003], Pids(scene, new RebalanceOptions { Protected = [new TaskKey(1002, 1000)] }));
    }

    [Fact]
    public void The_nicer_task_stays()
    {
        Scene scene = Scene.Of("0-1").Add(1, run: 0.5, wait: 0.5, mask: "0").Add(1, run: 0.5, wait: 0.5, mask: "0");
        scene.Change(process => process.Pid == 1000, process => process.WithFacts(facts => facts with { Nice = 10 }));

        Assert.Equal([1001], Pids(scene, RebalanceOptions.Default));
    }

    [Fact]
    public void A_crowd_larger_than_what_is_free_is_let_out_altogether()
    {
        Scene scene = Scene.Of("0-3").Add(14, run: 1 / 14.0, wait: 13 / 14.0, mask: "0");

        RebalancePlan plan = scene.Plan();

        Assert.Equal(13, plan.Changes.Length);
        Assert.Equal(3, plan.Changes.Count(change => change.Target is not null));
        Assert.Equal(4.0, plan.CoresAfter, 0.05);
    }

    [Fact]
    public void Nothing_is_planned_before_anything_is_known() =>
        Assert.True(RebalancePlanner.Plan(CoreTop.Analysis.Judging.Diagnosis.Nothing, RebalanceOptions.Default).IsEmpty);

    [Fact]
    public void Random_plans_stay_within_limits_help_and_are_done_when_they_are_done()
    {
        var random = new Random(36);
        int planned = 0;
        for (int round = 0; round < 300; round++)
        {
            Scene scene = RandomScene(random);
            var strategy = (RebalanceStrategy)random.Next(3);
            RebalancePlan plan = scene.Plan(strategy);
            planned += plan.IsEmpty ? 0 : 1;

            Assert.All(plan.Changes, change =>
            {
                ProcessLoad process = scene.Processes.Single(each => each.Pid == change.Pid);
                Assert.True(change.Granted.IsSubsetOf(process.Limit!));
                Assert.True(change.First is null || change.First.IsSubsetOf(process.Limit!));
                Assert.True(change.Target is not { } target || process.Limit!.Contains(target));
                Assert.NotEqual(process.Affinity, change.To ?? process.Limit);
            });
            Assert.Equal(plan.Changes.Length, plan.Changes.Select(change => change.Task).Distinct().Count());
            Assert.True(plan.IsEmpty || plan.CoresAfter > plan.CoresBefore, $"round {round}");
            Assert.True(scene.Apply(plan).Plan(strategy).IsEmpty, $"round {round}");
        }

        Assert.True(planned > 100);
    }

    private static Scene RandomScene(Random random)
    {
        int cpus = random.Next(2, 9) * 2;
        Scene scene = Scene.OfPairs(cpus, nodes: 1);
        for (int task = random.Next(1, 20); task > 0; task--)
        {
            int[] limit = [.. Enumerable.Range(0, cpus).Where(_ => random.Next(4) > 0).DefaultIfEmpty(0)];
            int[] mask = [.. limit.Where(_ => random.Next(5) == 0).DefaultIfEmpty(limit[0])];
            scene.Add(
                1, mask: CpuSet.Of(mask).ToString(), on: mask[random.Next(mask.Length)], limit: CpuSet.Of(limit).ToString());
        }

        return scene.Share();
    }

    [Fact]
    public void Tasks_that_must_stay_are_not_in_the_plan_though_no_CPU_is_left_for_them() =>
        Assert.Equal([1024, 1030], Pids(Scene.Founding(), new RebalanceOptions { Pids = [1024, 1030] }));

    private static int[] Pids(Scene scene, RebalanceOptions options) => [.. scene.Plan(options: options).Changes.Select(change => change.Pid).Order()];
}
