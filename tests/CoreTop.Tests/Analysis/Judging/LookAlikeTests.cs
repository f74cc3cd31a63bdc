using CoreTop.Analysis;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Analysis.Judging;

/// <summary>What looks like a pile-up but is not one: never a warning. The numbers were measured.</summary>
public sealed class LookAlikeTests
{
    [Fact]
    public void Tasks_stopped_by_a_quota()
    {
        Scene scene = Scene.Of("0-1").Add(4, run: 0.125, wait: 0.87, mask: "0", with: InQuota);
        scene.Quotas = [new QuotaLoad("/job", 0.5, 1.0)];

        Finding finding = Quiet(scene, "quota-throttled");

        Assert.Equal(
            "The quota of /job, 0.5 CPU, stops its tasks in 100 % of its periods. Other CPUs would not help.", finding.Message);
        Assert.Equal(4, finding.Tasks.Length);
    }

    [Fact]
    public void Tasks_stopped_by_a_quota_further_up()
    {
        Scene scene = Scene.Of("0-1").Add(4, run: 0.125, wait: 0.87, mask: "0", with: InQuota);
        scene.Quotas = [new QuotaLoad("/job", 2, 0), new QuotaLoad("/", 0.5, 1.0)];

        Quiet(scene, "quota-throttled");
    }

    [Fact]
    public void Tasks_in_disk_sleep() =>
        Quiet(Scene.Of("0-1").Add(3, run: 0.02, wait: 0, mask: "0", state: TaskState.DiskSleep), "io-bound");

    [Fact]
    public void A_saturated_machine_where_tasks_that_are_not_hungry_fill_a_CPU_names_that_CPU_too()
    {
        Finding finding = Quiet(
            Scene.Of("0-1").Add(3, run: 0.33, wait: 0.67, on: 0).Add(1, run: 0.7, wait: 0, on: 1, state: TaskState.Sleeping), "oversubscribed");

        Assert.Equal(
            "3 worker tasks want CPUs 0-1 (33 % each): all of them are in use, nothing to rebalance.", finding.Message);
    }

    [Fact]
    public void A_saturated_machine()
    {
        Finding finding = Quiet(
            Scene.Of("0-1").Add(2, run: 0.5, wait: 0.5, on: 0).Add(2, run: 0.5, wait: 0.5, on: 1), "oversubscribed");

        Assert.Equal(
            "4 worker tasks want CPUs 0-1 (50 % each): all of them are in use, nothing to rebalance.", finding.Message);
    }

    [Fact]
    public void A_pool_of_one_thread_to_a_CPU()
    {
        Scene scene = Scene.Of("0-7");
        for (int cpu = 0; cpu < 4; cpu++)
        {
            scene.Add(1, mask: $"{cpu}", on: cpu);
        }

        Quiet(scene);
    }

    [Fact]
    public void Two_tasks_that_work_a_little_on_one_CPU() =>
        Quiet(Scene.Of("0-1").Add(2, run: 0.07, wait: 0.04, mask: "0", state: TaskState.Sleeping).Add(2, run: 0.07, wait: 0.04, mask: "0"));

    [Fact]
    public void A_mask_that_lasts_one_refresh()
    {
        Scene wide = Scene.Of("0-3");
        for (int cpu = 0; cpu < 4; cpu++)
        {
            wide.Add(1, on: cpu);
        }

        Scene narrow = Scene.Of("0-3").Add(4, run: 0.25, wait: 0.75, mask: "0", on: 0);
        (DiagnosisState state, _) = wide.Continue(DiagnosisState.Start, 5);
        (state, var during) = narrow.Continue(state);
        (_, var after) = wide.Continue(state);

        Assert.Empty(during.Findings);
        Assert.Empty(after.Findings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_mask_that_lasts_one_refresh_of_a_screen_that_was_just_opened(int narrowAt)
    {
        Scene wide = Scene.Of("0-3");
        for (int cpu = 0; cpu < 4; cpu++)
        {
            wide.Add(1, on: cpu);
        }

        Scene narrow = Scene.Of("0-3").Add(4, run: 0.25, wait: 0.75, mask: "0", on: 0);
        DiagnosisState state = DiagnosisState.Start;
        for (int refresh = 0; refresh < 5; refresh++)
        {
            Scene scene = refresh == narrowAt ? narrow : wide;
            (state, var diagnosis) = Diagnostician.Next(state, scene.Snapshot(refresh == 0 ? 0.3 : 1), DiagnosisOptions.Default);
            Assert.Empty(diagnosis.Findings);
        }
    }

    [Fact]
    public void Two_duty_cycles_that_meet_in_the_short_first_refresh()
    {
        Scene burst = Scene.Of("0-1").Add(2, run: 0.5, wait: 0.5, mask: "0");
        Scene rest = Scene.Of("0-1").Add(2, run: 0.3, wait: 0.3, mask: "0");
        (DiagnosisState state, var diagnosis) = Diagnostician.Next(
            DiagnosisState.Start, burst.Snapshot(seconds: 0.3), DiagnosisOptions.Default);
        for (int refresh = 0; refresh < 5; refresh++)
        {
            Assert.Empty(diagnosis.Findings);
            (state, diagnosis) = rest.Continue(state);
        }
    }

    [Fact]
    public void A_real_time_hog_beside_a_task_with_a_choice()
    {
        // The kernel itself moves the ordinary task away.
        Scene scene = Scene.Of("0-3").Add(1, run: 0.945, wait: 0.05, mask: "0", with: Fifo).Add(1, on: 1).Add(1, on: 2);

        Quiet(scene);
    }

    [Fact]
    public void Kernel_threads_on_their_own_CPU() =>
        Quiet(Scene.Of("0-3").Add(
            3, run: 0.3, wait: 0.7, mask: "0", name: "kworker/0:1", with: process => process.WithFacts(facts => facts with { Mobility = TaskMobility.KernelBound })));

    [Fact]
    public void Stopped_tasks() =>
        Quiet(Scene.Of("0-3").Add(2, run: 0.3, wait: 0.7, mask: "0", state: TaskState.Stopped));

    [Fact]
    public void Isolated_CPUs_that_idle_by_design()
    {
        Scene scene = Scene.OfIsolated("0-7", isolated: "2-7");
        scene.Add(4, run: 0.5, wait: 0.5, mask: "0-1", on: 0).Add(4, run: 0.5, wait: 0.5, mask: "0-1", on: 1);

        Assert.DoesNotContain(scene.Diagnose().Findings, finding => finding.Severity == FindingSeverity.Warning);
    }

    [Fact]
    public void Wide_masks_that_the_kernel_has_not_spread_yet()
    {
        var diagnosis = Scene.Of("0-3").Add(4, run: 0.25, wait: 0.75, on: 0).Diagnose();

        Assert.DoesNotContain(diagnosis.Findings, finding => finding.Severity == FindingSeverity.Warning);
        Assert.Equal(3.0, diagnosis.LostCores.Placement, 0.05);
    }

    [Fact]
    public void A_guest_whose_hypervisor_takes_a_fifth()
    {
        Scene scene = Scene.Of("0-1").Add(1, run: 0.8, wait: 0, on: 0).Add(1, run: 0.8, wait: 0, on: 1);
        for (int cpu = 0; cpu < 2; cpu++)
        {
            scene.Cpu(cpu, load => load with { Steal = 0.2, Idle = 0 });
        }

        Finding finding = Quiet(scene, "steal");

        Assert.StartsWith("The hypervisor takes 20 % of this machine's CPU time.", finding.Message, StringComparison.Ordinal);
    }

    // No warning, and only the note that is asked for.
    private static Finding Quiet(Scene scene, string note)
    {
        Finding finding = Assert.Single(scene.Diagnose().Findings);
        Assert.Equal(note, finding.Rule.Name);
        Assert.Equal(FindingSeverity.Note, finding.Severity);
        return finding;
    }

    private static void Quiet(Scene scene) => Assert.Empty(scene.Diagnose().Findings);

    private static ProcessLoad InQuota(ProcessLoad process) =>
        process with { Details = process.Details! with { QuotaCgroup = "/job" } };

    private static ProcessLoad Fifo(ProcessLoad process) =>
        process.WithFacts(facts => facts with { Policy = SchedPolicy.Fifo, Priority = -51, RealTimePriority = 50 });
}
