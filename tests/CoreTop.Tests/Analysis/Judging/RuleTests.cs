using CoreTop.Analysis.Judging;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Analysis.Judging;

/// <summary>What each rule but the pile-up's finds, and says.</summary>
public sealed class RuleTests
{
    [Fact]
    public void A_pile_on_isolated_CPUs_that_all_may_be_used_is_an_unbalanced_domain()
    {
        Scene scene = Scene.OfIsolated("0-35", isolated: "32-35").Add(4, run: 0.25, wait: 0.75, mask: "32-35", on: 32);

        Finding finding = Only(scene, "unbalanced-domain");

        Assert.Equal(
            "4 worker tasks may use CPUs 32-35 but all run on CPU 32: these CPUs are isolated, so the kernel never spreads them. 3.0 cores lost.",
            finding.Message);
        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.Equal(LossKind.Placement, finding.LostTo);
        Assert.Equal("33-35", finding.IdleCpus.ToString());
        Assert.Equal(3, finding.Fix.Commands.Length);
        Assert.Equal(["33", "34", "35"], finding.Fix.Commands.Select(command => command.Split(' ')[3]).Order());
    }

    [Fact]
    public void More_tasks_than_isolated_CPUs_are_spread_over_those_and_no_others()
    {
        Scene scene = Scene.OfIsolated("0-3", isolated: "2-3").Add(4, run: 0.25, wait: 0.75, mask: "2-3", on: 2);

        // What CPUs 0-1 could give them is lost to isolation, which no mask is to undo.
        Finding finding = Only(scene, "unbalanced-domain");
        Assert.Equal("coretop pin --cpus 3 1000", Assert.Single(finding.Fix.Commands));
        Assert.EndsWith("There are 2 tasks more than CPUs, so the rest stays as it is.", finding.Fix.Summary, StringComparison.Ordinal);
        Assert.Equal(0, scene.Diagnose().LostCores.Affinity);
        Assert.Equal(1.0, scene.Diagnose().LostCores.Placement, 0.05);
        Assert.Equal(2.0, scene.Diagnose().LostCores.Limits, 0.05);
    }

    [Fact]
    public void A_cpuset_without_load_balancing_is_an_unbalanced_domain_too()
    {
        Scene scene = Scene.Of("0-3").Add(2, run: 0.5, wait: 0.5, mask: "2-3", on: 2);
        scene.Unbalanced = Scene.Set("2-3");

        Assert.Contains("these CPUs have load balancing off", Only(scene, "unbalanced-domain").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "gets it back")]
    [InlineData(3, "gets them back")]
    public void A_mask_without_the_isolated_CPUs_gets_one_core_or_several_back(int tasks, string end) => Assert.EndsWith(
        end,
        Only(Scene.OfIsolated("0-7", isolated: "7").Add(tasks, run: 1.0 / tasks, wait: 1 - (1.0 / tasks), mask: "7", on: 7), "isolated").WhyLost,
        StringComparison.Ordinal);

    [Fact]
    public void An_unbalanced_domain_must_last_longer_than_the_kernel_needs_elsewhere()
    {
        Scene scene = Scene.OfIsolated("0-3", isolated: "2-3").Add(2, run: 0.5, wait: 0.5, mask: "2-3", on: 2);

        Assert.Empty(scene.Diagnose(refreshes: 4).Findings);
        Assert.Single(scene.Diagnose(refreshes: 7).Findings);
        Assert.Single(scene.Diagnose(refreshes: 1, new DiagnosisOptions { IsOneShot = true }).Findings);
    }

    [Fact]
    public void A_real_time_task_that_starves_a_task_confined_to_its_CPU_is_named()
    {
        Scene scene = Scene.Of("0-1")
            .Add(1, run: 0.945, wait: 0.05, mask: "0", name: "hog", with: Fifo)
            .Add(1, run: 0.034, wait: 0.966, mask: "0");

        Finding finding = Only(scene, "real-time-hog");

        Assert.Equal(
            "FIFO task hog (1000) uses 94 % of CPU 0; worker (1001) there waits 97 % of the time: 1.0 core lost. Affinity mask 0.",
            finding.Message);
        Assert.Equal(["coretop release 1001"], finding.Fix.Commands);
    }

    [Fact]
    public void Several_tasks_beside_a_real_time_task_are_all_let_go()
    {
        Scene scene = Scene.Of("0-3")
            .Add(1, run: 0.945, wait: 0.05, mask: "0", name: "hog", with: Fifo)
            .Add(2, run: 0.017, wait: 0.98, mask: "0");

        Assert.Equal("Let the ordinary tasks run on other CPUs.", Only(scene, "real-time-hog").Fix.Summary);
    }

    [Fact]
    public void A_victim_whose_counters_stand_still_is_found_all_the_same()
    {
        Scene scene = Scene.Of("0-1").Add(1, run: 1, wait: 0, mask: "0", with: Fifo).Add(1, run: 0, wait: 1, mask: "0");

        Only(scene, "real-time-hog");
    }

    [Fact]
    public void A_crowd_whose_mask_is_narrower_than_what_it_could_have_is_said_to_want_its_mask()
    {
        Scene scene = Scene.Of("0-1").Add(4, run: 0.25, wait: 0.75, mask: "0", on: 0, name: "burn19")
            .Add(1, run: 0.8, wait: 0, on: 1, state: TaskState.Sleeping, mask: "1", name: "cc1");

        Assert.Equal(
            "4 burn19 tasks want CPU 0 (25 % each): it is in use, and so is every other that they could have: nothing to rebalance.",
            Only(scene, "oversubscribed").Message);
    }

    [Fact]
    public void Tasks_of_a_high_nice_value_beside_others_are_told_why_they_get_less()
    {
        Scene scene = Scene.Of("0-1");
        foreach (int cpu in (int[])[0, 1])
        {
            scene.Add(1, run: 0.75, wait: 0.25, on: cpu)
                .Add(1, run: 0.25, wait: 0.75, on: cpu, with: process => process with { Facts = process.Facts with { Nice = 5 } });
        }

        Finding finding = Only(scene, "oversubscribed");

        Assert.EndsWith(" Tasks of nice 5 have 25 % each, those of nice 0 75 %.", finding.Message, StringComparison.Ordinal);
        Assert.Contains("a lower nice value", finding.Permanent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a", 1, false, "/b", 39, " Tasks of /a have 4 % each, as its weight is 1 against 39 of /b.")]
    [InlineData("/a", 100, true, "/b", 100, " Tasks of /a have 4 % each, as its cpu.idle is 1: it gets what /b leaves.")]
    [InlineData("/a", 100, false, "/b", 100, "nothing to rebalance.")]
    [InlineData("/a", 200, false, "/b", 100, "nothing to rebalance.")]
    public void A_cgroup_that_gets_little_is_told_by_which_weight(
        string light, int lightWeight, bool isIdle, string heavy, int heavyWeight, string end)
    {
        Scene scene = Scene.Of("0-1");
        foreach (int cpu in (int[])[0, 1])
        {
            scene.Add(1, run: 0.04, wait: 0.96, on: cpu, with: process => process with { Details = process.Details! with { Cgroup = light } })
                .Add(1, run: 0.96, wait: 0.04, on: cpu, with: process => process with { Details = process.Details! with { Cgroup = heavy } });
        }

        scene.CpuCgroups = [new CpuCgroup(light, lightWeight, isIdle, null), new CpuCgroup(heavy, heavyWeight, false, null)];

        Assert.EndsWith(end, Only(scene, "oversubscribed").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Interrupts_that_take_a_task_s_CPU_are_named()
    {
        Scene scene = Scene.Of("0-3").Add(1, run: 0.55, wait: 0.0, mask: "0").Cpu(0, load => load with { User = 0.55, SoftIrq = 0.45, Idle = 0 });

        Finding finding = Only(scene, "irq-load");

        Assert.Equal(
            "CPU 0 spends 45 % of its time on interrupts, and worker (1000) stays there while 3 CPUs idle: 0.5 cores lost. Affinity mask 0.",
            finding.Message);
        Assert.Single(finding.Fix.Commands);
    }

    [Fact]
    public void A_CPU_that_interrupts_take_up_is_told_before_its_finding_is_shown()
    {
        Scene scene = Scene.Of("0-3").Add(1, run: 0.55, wait: 0.0, mask: "0").Cpu(0, load => load with { User = 0.55, SoftIrq = 0.45, Idle = 0 });

        var early = scene.Diagnose(refreshes: 3);

        Assert.Empty(early.Findings);
        Assert.Equal("0", early.Interrupted.ToString());
        Assert.True(Scene.Of("0-3").Add(1).Diagnose(refreshes: 3).Interrupted.IsEmpty);
    }

    [Fact]
    public void Interrupts_on_one_of_two_CPUs_are_a_note_when_no_plan_would_help()
    {
        Scene scene = Scene.Of("0-1").Add(1, run: 0.55, wait: 0.0, mask: "0").Cpu(0, load => load with { User = 0.55, SoftIrq = 0.45, Idle = 0 });

        Assert.Equal(FindingSeverity.Note, Only(scene, "irq-load").Severity);
    }

    [Fact]
    public void Interrupts_that_all_CPUs_share_are_no_finding()
    {
        Scene scene = Scene.Of("0-3").Add(1, run: 0.55, wait: 0.0, mask: "0").Add(1, run: 0.5, wait: 0, on: 1);
        foreach (int cpu in (int[])[0, 1, 2])
        {
            scene.Cpu(cpu, load => load with { SoftIrq = 0.4, Idle = 0.05 });
        }

        Assert.DoesNotContain(scene.Diagnose().Findings, finding => finding.Rule.Name == "irq-load");
    }

    [Fact]
    public void Steal_stays_until_it_is_well_below_its_threshold()
    {
        DiagnosisState state = DiagnosisState.Start;
        (state, var at) = Stolen(0.11).Continue(state, 8);
        (state, var below) = Stolen(0.085).Continue(state, 8);
        (_, var far) = Stolen(0.03).Continue(state, 8);

        Assert.Equal("The hypervisor takes 11 % of CPU 2. Nothing on this machine can get it back.", Assert.Single(at.Findings).Message);
        Assert.Single(below.Findings);
        Assert.Empty(far.Findings);

        static Scene Stolen(double share) => Scene.Of("0-3").Cpu(2, load => load with { Steal = share });
    }

    [Fact]
    public void Tasks_on_both_threads_of_a_core_are_named_while_whole_cores_idle()
    {
        Scene scene = Scene.OfPairs(36).Add(1, on: 3).Add(1, on: 21);

        Finding finding = Only(scene, "smt-sharing");

        Assert.Equal("2 worker tasks share a core (CPUs 3,21) while 17 whole cores idle: each runs slower than it could.", finding.Message);
        Assert.Equal(FindingSeverity.Note, finding.Severity);
        Assert.Equal(["coretop pin --cpus 0 --scope thread 1000"], finding.Fix.Commands);
    }

    [Fact]
    public void Tasks_on_both_threads_of_a_core_are_fine_when_no_core_idles()
    {
        Scene scene = Scene.OfPairs(4).Add(1, on: 0).Add(1, on: 2).Add(1, on: 1);

        Assert.DoesNotContain(scene.Diagnose().Findings, finding => finding.Rule.Name == "smt-sharing");
    }

    [Fact]
    public void Memory_on_another_node_is_found_when_the_user_asked()
    {
        Scene scene = Scene.OfPairs(8, nodes: 2).Add(1, on: 0);
        var map = new ProcessMemoryMap(new TaskKey(1000, 1000), [new NodeMemory(0, 100_000_000), new NodeMemory(1, 900_000_000)]);

        Finding finding = Assert.Single(
            scene.Diagnose(options: new DiagnosisOptions { MemoryMaps = [map] }).Findings, each => each.Rule.Name == "numa-remote");

        Assert.Equal("worker (1000) runs on node 0 while 90 % of its memory is elsewhere, most of it on node 1.", finding.Message);
        Assert.Equal(["coretop pin --cpus 2-3,6-7 1000"], finding.Fix.Commands);
    }

    [Fact]
    public void A_cpuset_smaller_than_its_tasks_is_named_while_others_idle()
    {
        Scene scene = Scene.Of("0-35");
        for (int cpu = 0; cpu < 4; cpu++)
        {
            scene.Add(2, run: 0.5, wait: 0.5, on: cpu, limit: "0-3");
        }

        Finding finding = Only(scene, "cpuset-limit");

        Assert.Equal(
            "8 worker tasks share CPUs 0-3 (50 % each), limited by the cpuset of /docker/1, while 32 CPUs idle: 4.0 cores lost.", finding.Message);
        Assert.Equal(FindingSeverity.Note, finding.Severity);
        Assert.Equal(LossKind.Limits, finding.LostTo);
        Assert.Equal(4.0, scene.Diagnose().LostCores.Limits, 0.05);
    }

    [Fact]
    public void One_refresh_of_disk_sleep_is_no_wait_for_a_disk()
    {
        DiagnosisState state = DiagnosisState.Start;
        for (int i = 0; i < 6; i++)
        {
            (state, _) = Disk(TaskState.DiskSleep).Continue(state);
            (state, var diagnosis) = Disk(TaskState.Sleeping).Continue(state);
            Assert.Empty(diagnosis.Findings);
        }

        static Scene Disk(TaskState state) => Scene.Of("0-3").Add(1, run: 0.1, wait: 0, state: state);
    }

    [Fact]
    public void A_mask_that_somebody_changed_back_is_named()
    {
        Scene scene = Scene.Of("0-3").Add(1, run: 0.1, wait: 0, mask: "2", on: 2, state: TaskState.Sleeping);
        var options = new DiagnosisOptions { Applied = [Applied(1000, "2", "0-3")] };

        Finding finding = Assert.Single(scene.Diagnose(options: options).Findings);

        Assert.Equal("mask-reset", finding.Rule.Name);
        Assert.Equal("Something set the affinity of worker (1000) to 2 after CoreTop had set it to 0-3.", finding.Message);
    }

    [Fact]
    public void A_mask_that_the_kernel_had_to_cut_is_nobody_s_doing()
    {
        var options = new DiagnosisOptions { Applied = [Applied(1000, "2", "0-3"), Applied(1001, "0", "1,3")] };
        Scene scene = Scene.Of("0-2")
            .Add(1, run: 0.1, wait: 0, mask: "0-2", state: TaskState.Sleeping)
            .Add(1, run: 0.1, wait: 0, mask: "1", limit: "1-2", state: TaskState.Sleeping);

        Assert.Empty(scene.Diagnose(options: options).Findings);
    }

    [Fact]
    public void A_released_task_that_gets_a_CPU_back_that_was_offline_was_set_by_nobody()
    {
        Scene scene = Scene.Of("0-3").Add(1, run: 0.1, wait: 0, mask: "0-3", state: TaskState.Sleeping);
        AffinityChange released = Applied(1000, "2", "0-2") with { IsRelease = true };

        Assert.Empty(scene.Diagnose(options: new DiagnosisOptions { Applied = [released] }).Findings);
        Assert.Single(scene.Diagnose(options: new DiagnosisOptions { Applied = [released with { IsRelease = false }] }).Findings);
    }

    [Fact]
    public void A_snapshot_read_before_the_change_is_no_reset()
    {
        Scene scene = Scene.Of("0-3").Add(1, run: 0.1, wait: 0, mask: "2", on: 2, state: TaskState.Sleeping);

        Assert.Empty(scene.Diagnose(refreshes: 1, new DiagnosisOptions { Applied = [Applied(1000, "2", "0-3")] }).Findings);
    }

    private static AffinityChange Applied(int pid, string from, string to) =>
        new(new TaskKey(pid, 1000), pid, "worker", Scene.Set(from), Scene.Set(to), WasUnrestricted: false);

    private static Finding Only(Scene scene, string rule)
    {
        Finding finding = Assert.Single(scene.Diagnose().Findings);
        Assert.Equal(rule, finding.Rule.Name);
        return finding;
    }

    private static ProcessLoad Fifo(ProcessLoad process) =>
        process.WithFacts(facts => facts with { Policy = SchedPolicy.Fifo, Priority = -51, RealTimePriority = 50 });
}
