using System.Reflection;
using CoreTop.Analysis;
using CoreTop.Analysis.Blaming;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Analysis.Judging;

public sealed class DiagnosticianTests
{
    private static readonly DiagnosisOptions OneShot = new() { IsOneShot = true };

    [Fact]
    public void The_founding_case_is_twelve_tasks_on_one_CPU_and_eleven_cores_lost()
    {
        var diagnosis = Scene.Founding().Diagnose();

        Finding finding = Assert.Single(diagnosis.Findings);
        Assert.Equal("pile-up", finding.Rule.Name);
        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.Equal(
            "12 worker tasks take turns on CPU 35 (8 % each) while 11 CPUs idle: 11.0 cores lost. Affinity mask 35.", finding.Message);
        Assert.Equal("35", finding.Cpus.ToString());
        Assert.Equal("1,5,8,11,13-14,21,25,27,30,34", finding.IdleCpus.ToString());
        Assert.Equal(12, finding.Tasks.Length);
        Assert.Equal(11.0, finding.LostCores, 0.05);
        Assert.Equal(LossKind.Affinity, finding.LostTo);
        Assert.Equal(11.0, diagnosis.LostCores.Affinity, 0.05);
        Assert.Equal(0, diagnosis.LostCores.Placement);
        Assert.Equal(0, diagnosis.LostCores.Limits);
        Assert.Equal(36, diagnosis.HungryTasks.Length);
        Assert.Equal(12, Assert.Single(diagnosis.Crowds).Value);
    }

    [Fact]
    public void Of_tasks_that_sleep_at_times_the_most_that_may_be_lost_is_said()
    {
        Finding finding = Assert.Single(Scene.Of("0-1").Add(4, run: 0.25, wait: 0.35, mask: "0").Diagnose().Findings);

        Assert.Contains("CPU idles: up to ", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_found_later_joins_the_message()
    {
        Finding finding = Scene.Founding().Diagnose().Findings[0];
        var cause = new Cause(
            CauseKind.OpenMpVariable, CauseConfidence.High, "set by OpenMP", "OMP_PROC_BIND=close", 3000, "unset OMP_PROC_BIND");

        Finding explained = finding with { Cause = cause };

        Assert.EndsWith("11.0 cores lost. Affinity mask 35, set by OpenMP.", explained.Message, StringComparison.Ordinal);
        Assert.Equal("unset OMP_PROC_BIND", explained.Permanent);
    }

    [Fact]
    public void A_finding_tells_the_commands_that_would_do_the_same()
    {
        Finding finding = Scene.Founding().Diagnose().Findings[0];

        Assert.Equal(11, finding.Fix.Commands.Length);
        Assert.All(finding.Fix.Commands, command => Assert.StartsWith("coretop release 10", command, StringComparison.Ordinal));
    }

    [Fact]
    public void A_pile_up_is_named_at_the_second_refresh_that_shows_it()
    {
        Scene scene = Scene.Of("0-1").Add(4, run: 0.25, wait: 0.75, mask: "0");

        (DiagnosisState first, var early) = scene.Continue(DiagnosisState.Start);
        (_, var named) = scene.Continue(first);

        Assert.Empty(early.Findings);
        Assert.StartsWith("4 worker tasks take turns on CPU 0 (25 % each) while 1 CPU idles: 1.0 core lost.", named.Findings[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.6, "oversubscribed")]
    [InlineData(0.4, "pile-up")]
    public void A_CPU_that_does_something_else_for_more_than_half_of_its_time_is_no_room_for_a_task(double other, string expected)
    {
        Scene scene = Scene.Of("0-1").Add(2, run: 0.5, wait: 0.5, mask: "0", on: 0).Add(1, run: other, mask: "1", on: 1);

        Assert.Equal(expected, Assert.Single(scene.Diagnose(refreshes: 6).Findings).Rule.Name);
    }

    [Fact]
    public void A_screen_that_was_just_opened_names_it_with_its_second_refresh()
    {
        // The first refresh is a short one, and CoreTop's own start keeps the idle CPU busy meanwhile.
        Scene scene = Scene.Of("0-1").Add(4, run: 0.25, wait: 0.75, mask: "0");
        Scene starting = Scene.Of("0-1").Add(4, run: 0.25, wait: 0.75, mask: "0").Cpu(1, load => load with { User = 0.45, Idle = 0.55 });

        (DiagnosisState state, var first) = Diagnostician.Next(
            DiagnosisState.Start, starting.Snapshot(seconds: 0.3), DiagnosisOptions.Default);
        (_, var second) = Diagnostician.Next(state, scene.Snapshot(seconds: 1), DiagnosisOptions.Default);

        Assert.Empty(first.Findings);
        Assert.StartsWith("4 worker tasks take turns on CPU 0 (25 % each)", second.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_short_refreshes_are_too_little_evidence()
    {
        Snapshot snapshot = Scene.Founding().Snapshot(seconds: 0.5);
        DiagnosisState state = DiagnosisState.Start;
        var seen = new List<int>();
        for (int i = 0; i < 4; i++)
        {
            (state, var diagnosis) = Diagnostician.Next(state, snapshot, DiagnosisOptions.Default);
            seen.Add(diagnosis.Findings.Length);
        }

        Assert.Equal([0, 0, 1, 1], seen);
    }

    [Fact]
    public void A_task_counts_for_as_long_as_it_has_lived()
    {
        Scene scene = Scene.Of("0-1").Add(4, run: 0.25, wait: 0.75, mask: "0", with: process => process with { Lived = 0.1 });
        (DiagnosisState state, _) = scene.Continue(DiagnosisState.Start);
        scene.Change(_ => true, process => process with { Lived = 1 });

        (state, var early) = scene.Continue(state);
        (_, var named) = scene.Continue(state);

        Assert.Empty(early.HungryTasks);
        Assert.Equal(4, named.HungryTasks.Length);
    }

    [Fact]
    public void What_a_young_task_runs_is_taken_from_its_CPU_for_as_long_as_it_has_lived()
    {
        // CPU 1 was used for a tenth of the window, though the task there has run all its life.
        Finding finding = Assert.Single(Scene.Of("0-1")
            .Add(4, run: 0.25, wait: 0.75, mask: "0")
            .Add(1, run: 1, on: 1, with: process => process with { Lived = 0.1 })
            .Cpu(1, load => load with { User = 0.1, Idle = 0.9 })
            .Diagnose(refreshes: 2, OneShot).Findings);

        Assert.Equal(0.9, finding.LostCores, 0.01);
    }

    [Fact]
    public void The_one_window_of_a_command_says_nothing_of_a_task_that_lived_little_of_it()
    {
        Scene scene = Scene.Of("0-1").Add(4, run: 0.25, wait: 0.75, mask: "0", with: process => process with { Lived = 0.2 });

        Assert.Empty(scene.Diagnose(refreshes: 1, OneShot).HungryTasks);
    }

    [Fact]
    public void The_one_window_of_a_command_says_nothing_of_a_mask_that_changed_within_it()
    {
        Scene scene = Scene.Of("0-1").Add(4, run: 0.25, wait: 0.75, mask: "0", with: process => process with { IsAffinityNew = true });

        Assert.Empty(scene.Diagnose(refreshes: 1, OneShot).HungryTasks);
    }

    [Fact]
    public void A_quota_whose_counters_cannot_be_read_does_not_hide_its_tasks()
    {
        Scene scene = Scene.Of("0-1").Add(
            4, run: 0.25, wait: 0.75, mask: "0", with: process => process with { Details = process.Details! with { QuotaCgroup = "/job" } });

        Assert.Equal(4, scene.Diagnose(refreshes: 2).HungryTasks.Length);
    }

    [Fact]
    public void A_quota_read_for_the_first_time_says_nothing_for_or_against_its_tasks()
    {
        Scene scene = Scene.Of("0-1").Add(
            4, run: 0.25, wait: 0.75, mask: "0", with: process => process with { Details = process.Details! with { QuotaCgroup = "/job" } });
        scene.Quotas = [new QuotaLoad("/job", 8, 0) { IsMeasured = false }];
        (DiagnosisState state, var unknown) = scene.Continue(DiagnosisState.Start, 3);
        scene.Quotas = [new QuotaLoad("/job", 8, 0)];

        (_, var known) = scene.Continue(state);

        Assert.Empty(unknown.Findings);
        Assert.Empty(unknown.HungryTasks);
        Assert.Equal("pile-up", known.Findings[0].Rule.Name);
    }

    [Fact]
    public void What_is_lost_to_masks_is_told_from_what_is_lost_to_limits()
    {
        // The cpuset has two CPUs for four tasks, and their masks only one.
        var diagnosis = Scene.Of("0-7").Add(4, run: 0.25, wait: 0.75, mask: "0", limit: "0-1").Diagnose();

        Assert.Equal(1, diagnosis.LostCores.Affinity, 0.01);
        Assert.Equal(2, diagnosis.LostCores.Limits, 0.01);
        Assert.Equal(0, diagnosis.LostCores.Placement);
        Assert.Equal(["pile-up", "cpuset-limit"], diagnosis.Findings.Select(finding => finding.Rule.Name));
        Assert.Equal("1", diagnosis.Findings[0].IdleCpus.ToString());
    }

    [Fact]
    public void One_long_refresh_is_never_enough_but_for_a_command_that_reads_twice()
    {
        Snapshot snapshot = Scene.Founding().Snapshot(seconds: 10);

        Assert.Empty(Diagnostician.Next(DiagnosisState.Start, snapshot, DiagnosisOptions.Default).Diagnosis.Findings);
        Assert.Single(Diagnostician.Next(DiagnosisState.Start, snapshot, OneShot).Diagnosis.Findings);
    }

    [Fact]
    public void The_first_snapshot_has_no_rates_and_says_nothing()
    {
        (DiagnosisState state, var diagnosis) = Diagnostician.Next(
            DiagnosisState.Start, Scene.Founding().Snapshot(seconds: 0), OneShot);

        Assert.Same(DiagnosisState.Start, state);
        Assert.Empty(diagnosis.Findings);
    }

    [Fact]
    public void A_window_much_longer_than_asked_for_changes_nothing()
    {
        var options = new DiagnosisOptions { Delay = TimeSpan.FromSeconds(1) };
        (DiagnosisState state, var before) = Scene.Founding().Continue(DiagnosisState.Start, 4, options);

        (DiagnosisState after, var diagnosis) = Diagnostician.Next(state, Scene.Of("0-35").Snapshot(seconds: 60), options);

        Assert.Same(state, after);
        Assert.Same(before, diagnosis);
    }

    [Fact]
    public void A_machine_that_is_merely_slow_is_diagnosed()
    {
        var options = new DiagnosisOptions { Delay = TimeSpan.FromSeconds(1) };
        Snapshot late = Scene.Founding().Snapshot(seconds: 2.5);

        (DiagnosisState state, _) = Diagnostician.Next(DiagnosisState.Start, late, options);

        Assert.Single(Diagnostician.Next(state, late, options).Diagnosis.Findings);
    }

    [Fact]
    public void After_a_CPU_went_offline_everything_is_looked_at_anew()
    {
        (DiagnosisState state, _) = Scene.Founding().Continue(DiagnosisState.Start, 4);
        Scene fewer = Scene.Of("0-1").Add(4, run: 0.25, wait: 0.75, mask: "0");

        (state, var first) = fewer.Continue(state);
        (state, var second) = fewer.Continue(state);
        (_, var third) = fewer.Continue(state, 2);

        Assert.Empty(first.Findings);
        Assert.Empty(second.Findings);
        Assert.Single(third.Findings);
    }

    [Fact]
    public void A_finding_survives_one_odd_refresh()
    {
        (DiagnosisState state, _) = Scene.Founding().Continue(DiagnosisState.Start, 4);
        Scene odd = Scene.Founding().Change(process => process.Run < 0.5, process => process with { Wait = 0.4 });

        (state, var during) = odd.Continue(state);
        (_, var after) = Scene.Founding().Continue(state);

        Assert.Equal("pile-up", Assert.Single(during.Findings).Rule.Name);
        Assert.Equal("pile-up", Assert.Single(after.Findings).Rule.Name);
    }

    [Fact]
    public void A_finding_ends_at_once_when_the_masks_have_changed()
    {
        (DiagnosisState state, _) = Scene.Founding().Continue(DiagnosisState.Start, 4);
        Scene released = Scene.Founding().Change(process => process.Run < 0.5, process => process with { Affinity = CpuSet.Range(0, 35) });

        Assert.Empty(released.Continue(state).Diagnosis.Findings);
    }

    [Fact]
    public void A_lump_of_wait_credited_at_once_makes_no_hungry_task()
    {
        // Two seconds of waiting show up in one refresh of tasks that sleep before and after.
        Scene asleep = Scene.Of("0-3").Add(3, run: 0, wait: 0, mask: "0", state: CoreTop.Model.Tasks.TaskState.Sleeping);
        Scene lump = Scene.Of("0-3").Add(3, run: 0.01, wait: 0.99, mask: "0");
        (DiagnosisState state, _) = asleep.Continue(DiagnosisState.Start, 2);

        (state, var during) = lump.Continue(state);
        (_, var after) = asleep.Continue(state, 3);

        Assert.DoesNotContain(during.Findings, finding => finding.Rule.Name == "pile-up");
        Assert.Empty(during.HungryTasks);
        Assert.DoesNotContain(after.Findings, finding => finding.Rule.Name == "pile-up");
    }

    [Fact]
    public void A_task_whose_wait_is_credited_late_is_hungry_all_the_same()
    {
        // Runnable at each reading; the kernel credits what it waited at every other refresh.
        DiagnosisState state = DiagnosisState.Start;
        Scene silent = Scene.Of("0-1").Add(1, run: 0.98, wait: 0.02, mask: "0").Add(1, run: 0.02, wait: 0.3, mask: "0");
        Scene credited = Scene.Of("0-1").Add(1, run: 0.98, wait: 0.02, mask: "0").Add(1, run: 0.02, wait: 1.6, mask: "0");
        for (int i = 0; i < 4; i++)
        {
            (state, _) = credited.Continue(state);
            (state, _) = silent.Continue(state);
        }

        Assert.Equal("pile-up", silent.Continue(state).Diagnosis.Findings[0].Rule.Name);
    }

    [Fact]
    public void Duty_cycles_that_every_reading_meets_at_work_are_not_hungry()
    {
        Scene scene = Scene.Of("0-1").Add(2, run: 0.3, wait: 0.3, mask: "0");

        Assert.Empty(scene.Diagnose().HungryTasks);
    }

    [Fact]
    public void Without_schedstat_tasks_runnable_at_every_reading_are_hungry()
    {
        Scene scene = Scene.Of("0-3").Add(4, run: 0.25, wait: null, mask: "0");

        Assert.Empty(scene.Diagnose(refreshes: 4).Findings);
        Assert.StartsWith("4 worker tasks take turns on CPU 0 (25 % each)", scene.Diagnose(refreshes: 12).Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CoreTop_which_always_finds_itself_running_is_not_hungry_for_that()
    {
        Scene scene = Scene.Of("0-3").Add(1, run: 0.02, wait: null);

        Assert.Single(scene.Diagnose(refreshes: 20).HungryTasks);
        Assert.Empty(scene.Diagnose(refreshes: 20, new DiagnosisOptions { OwnPid = 1000 }).HungryTasks);
    }

    [Fact]
    public void CoreTop_is_not_hungry_however_long_it_runs_and_waits()
    {
        Scene scene = Scene.Of("0-3").Add(1, run: 0.5, wait: 0.5, mask: "0").Add(1, run: 0.5, wait: 0.5, mask: "0");

        Assert.Equal(1001, Assert.Single(scene.Diagnose(options: new DiagnosisOptions { OwnPid = 1000 }).HungryTasks).Pid);
        Assert.Equal(
            1001, Assert.Single(scene.Diagnose(refreshes: 1, OneShot with { OwnPid = 1000 }).HungryTasks).Pid);
    }

    [Fact]
    public void A_stolen_CPU_s_tasks_are_hungry_with_what_is_left()
    {
        Scene scene = Scene.Of("0-1").Add(2, run: 0.39, wait: 0.39, mask: "0");

        Assert.Empty(scene.Diagnose(refreshes: 3).HungryTasks);
        Assert.Equal(2, scene.Cpu(0, load => load with { Steal = 0.2, Idle = 0 }).Diagnose(refreshes: 3).HungryTasks.Length);
    }

    [Fact]
    public void Every_rule_is_listed_once_in_the_order_of_its_number()
    {
        Type[] types = [.. typeof(Diagnostician).Assembly.GetTypes()
            .Where(type => type.Namespace == "CoreTop.Analysis.Judging.Rules" && type.Name.EndsWith("Rule", StringComparison.Ordinal))];
        DiagnosisRule[] written = [.. types.Select(type =>
            (DiagnosisRule)type.GetProperty("Rule", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)];

        Assert.Equal(written.Select(rule => rule.Name).Order(), Diagnostician.Rules.Select(rule => rule.Name).Order());
        Assert.Equal(
            ["pile-up", "unbalanced-domain", "quota-throttled", "real-time-hog", "irq-load", "steal", "smt-sharing", "numa-remote",
             "oversubscribed", "single-thread-bound", "cpuset-limit", "io-bound", "latent-pile-up", "mask-reset",
             "squeezed", "isolated", "slow-cores", "cpu-numbers"],
            Diagnostician.Rules.Select(rule => rule.Name));
        Assert.All(Diagnostician.Rules, rule => Assert.EndsWith(".", rule.Help, StringComparison.Ordinal));
    }
}
