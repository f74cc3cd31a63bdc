using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Model.Sampling;

public sealed class SnapshotBuilderTests
{
    private const ulong Second = 1_000_000_000;
    private readonly SnapshotBuilder _builder = new();

    [Fact]
    public void The_first_snapshot_has_no_rates()
    {
        Snapshot snapshot = _builder.Next(Any.Sample(0, Any.Process(userTicks: 5000, run: 50 * Second, wait: Second)));

        Assert.Equal(TimeSpan.Zero, snapshot.Interval);
        Assert.Equal(0, snapshot.Processes[0].Run);
        Assert.Equal(0, snapshot.Processes[0].Wait);
        Assert.All(snapshot.Cpus, cpu => Assert.Equal(0, cpu.Busy));
    }

    [Fact]
    public void Run_and_wait_are_growth_over_the_tasks_own_window()
    {
        _builder.Next(Any.Sample(0, Any.Process(run: 10 * Second, wait: 20 * Second)));
        Snapshot snapshot = _builder.Next(Any.Sample(
            1, Any.Process(run: (10 * Second) + (Second / 2), wait: (20 * Second) + (3 * Second / 2), windowSeconds: 2)));

        Assert.Equal(0.25, snapshot.Processes[0].Run, 6);
        Assert.Equal(0.75, snapshot.Processes[0].Wait!.Value, 6);
    }

    [Fact]
    public void A_process_is_the_sum_of_its_threads_whatever_its_leader_does()
    {
        ProcessSample Reading(ulong nanoseconds) => Any.Process(
            state: TaskState.Sleeping,
            threads:
            [
                Any.Thread(100, state: TaskState.Sleeping, lastCpu: 0),
                Any.Thread(101, run: nanoseconds, lastCpu: 2),
                Any.Thread(102, run: nanoseconds / 2, wait: nanoseconds / 2, lastCpu: 3),
            ]);
        _builder.Next(Any.Sample(0, Reading(0)));
        ProcessLoad load = _builder.Next(Any.Sample(1, Reading(Second))).Processes[0];

        Assert.Equal(1.5, load.Run, 6);
        Assert.Equal(0.5, load.Wait!.Value, 6);
        Assert.Equal(TaskState.Running, load.State);
        Assert.Equal(new CpuId(2), load.LastCpu);
    }

    [Fact]
    public void Time_of_a_thread_that_ended_comes_from_the_process_ticks()
    {
        _builder.Next(Any.Sample(0, Any.Process(userTicks: 100, threads: [Any.Thread(100), Any.Thread(101)])));
        ProcessLoad load = _builder.Next(Any.Sample(
            1, Any.Process(userTicks: 190, threads: [Any.Thread(100, run: Second / 10)]))).Processes[0];

        Assert.Equal(0.9, load.Run, 6);
    }

    [Fact]
    public void A_thread_born_in_the_window_does_not_bring_its_whole_past()
    {
        _builder.Next(Any.Sample(0, Any.Process(threads: [Any.Thread(100)])));
        ProcessLoad load = _builder.Next(Any.Sample(
            1, Any.Process(userTicks: 40, threads: [Any.Thread(100), Any.Thread(101, run: 4 * Second / 10)]))).Processes[0];

        Assert.InRange(load.Run, 0, 1);
    }

    [Fact]
    public void A_task_that_started_after_the_last_reading_did_all_of_it_in_the_window()
    {
        const ulong Born = (34 * 60 * 100) + 50;
        _builder.Next(Any.Sample(0, Any.Process(pid: 100, threads: [Any.Thread(100, state: TaskState.Sleeping)])));

        TaskSample bornThread = Any.Thread(101, run: Second / 4, wait: Second / 8).WithFacts(facts => facts with { Key = new TaskKey(101, Born) });
        Snapshot snapshot = _builder.Next(Any.Sample(
            1,
            Any.Process(pid: 100, threads: [Any.Thread(100, state: TaskState.Sleeping), bornThread]),
            Any.Process(pid: 200, startTicks: Born, run: Second / 4, wait: Second / 8, windowSeconds: 0),
            Any.Process(pid: 300, startTicks: Born, userTicks: 30, threadCount: 2, windowSeconds: 0)));

        // Half a second old: over its life, but its process has lived all along.
        Assert.Equal([0.25, 0.5, 0.6], snapshot.Processes.Select(process => Math.Round(process.Run, 6)));
        Assert.Equal([0.125, 0.25], snapshot.Processes.Take(2).Select(process => process.Wait!.Value));
        Assert.Equal([1, 0.5, 0.5], snapshot.Processes.Select(process => process.Lived));
        Assert.Equal((0.5, 0.5), (snapshot.Processes[0].Threads[1].Run, snapshot.Processes[0].Threads[1].Lived));
    }

    [Fact]
    public void A_task_that_has_run_for_a_moment_is_not_one_that_runs_all_the_time()
    {
        const ulong Born = (34 * 60 * 100) + 99;
        _builder.Next(Any.Sample(0));
        ProcessSample young = Any.Process(startTicks: Born, run: Second / 100, wait: 0, windowSeconds: 0);

        ProcessLoad load = _builder.Next(Any.Sample(1, young)).Processes[0];

        Assert.Equal((0.05, 0.2), (Math.Round(load.Run, 6), load.Lived));
    }

    [Fact]
    public void A_young_task_that_fell_asleep_has_lived_all_of_the_next_window()
    {
        const ulong Born = (34 * 60 * 100) + 50;
        ProcessSample young = Any.Process(startTicks: Born, state: TaskState.Sleeping, run: 0, wait: 0, windowSeconds: 0);
        _builder.Next(Any.Sample(0));
        _builder.Next(Any.Sample(1, young));

        Assert.Equal(1, _builder.Next(Any.Sample(2, young)).Processes[0].Lived);
    }

    [Fact]
    public void A_task_that_stood_in_the_queue_all_the_time_waits_100_percent()
    {
        ProcessSample same = Any.Process(run: 5 * Second, wait: 7 * Second);
        _builder.Next(Any.Sample(0, same));
        ProcessLoad load = _builder.Next(Any.Sample(1, same)).Processes[0];

        Assert.Equal(0, load.Run);
        Assert.Equal(1, load.Wait);
    }

    [Fact]
    public void A_wait_credited_late_never_makes_more_than_the_window()
    {
        _builder.Next(Any.Sample(0, Any.Process(run: 0, wait: 0)));
        ProcessLoad load = _builder.Next(Any.Sample(1, Any.Process(run: Second / 4, wait: 3 * Second))).Processes[0];

        Assert.Equal(0.25, load.Run, 6);
        Assert.Equal(0.75, load.Wait!.Value, 6);
    }

    [Theory]
    [InlineData(7, 0.75)]
    [InlineData(8, 0.25)]
    [InlineData(null, 0.25)]
    public void A_runnable_task_that_never_slept_waited_all_the_rest_of_the_window(int? switches, double expectedWait)
    {
        _builder.Next(Any.Sample(0, Any.Process(run: 0, wait: 0) with { VoluntarySwitches = 7 }));
        ProcessSample after = Any.Process(run: Second / 4, wait: Second / 4) with { VoluntarySwitches = (ulong?)switches };
        ProcessLoad load = _builder.Next(Any.Sample(1, after)).Processes[0];

        Assert.Equal(0.25, load.Run, 6);
        Assert.Equal(expectedWait, load.Wait!.Value, 6);
    }

    [Fact]
    public void A_counter_that_goes_back_counts_as_no_growth()
    {
        _builder.Next(Any.Sample(0, Any.Process(run: 9 * Second, wait: 9 * Second, userTicks: 900)));
        ProcessLoad load = _builder.Next(Any.Sample(
            1, Any.Process(state: TaskState.Sleeping, run: 1 * Second, wait: 9 * Second, userTicks: 100))).Processes[0];

        Assert.Equal(0, load.Run);
        Assert.Equal(0, load.Wait);
    }

    [Fact]
    public void Without_schedstat_run_comes_from_ticks_and_wait_is_unknown()
    {
        _builder.Next(Any.Sample(0, Any.Process(userTicks: 100)));
        ProcessLoad load = _builder.Next(Any.Sample(1, Any.Process(userTicks: 150))).Processes[0];

        Assert.Equal(0.5, load.Run, 6);
        Assert.Null(load.Wait);
    }

    [Fact]
    public void Slices_a_second_are_over_the_tasks_own_window_and_summed_for_a_process()
    {
        _builder.Next(Any.Sample(
            0, Any.Process(1, run: 0, wait: 0, slices: 10), Any.Process(2, threads: [Any.Thread(2, slices: 0), Any.Thread(3, slices: 5)])));
        Snapshot snapshot = _builder.Next(Any.Sample(
            1,
            Any.Process(1, run: Second, wait: 0, slices: 16_410, windowSeconds: 2),
            Any.Process(2, threads: [Any.Thread(2, slices: 62), Any.Thread(3, slices: 75)])));

        Assert.Equal(8200, snapshot.Processes[0].SlicesPerSecond);
        Assert.Equal(62, snapshot.Processes[1].Threads[0].SlicesPerSecond);
        Assert.Equal(132, snapshot.Processes[1].SlicesPerSecond);
    }

    [Fact]
    public void Slices_are_unknown_where_the_kernel_keeps_none_and_zero_once_a_task_fell_asleep()
    {
        ProcessSample slept = Any.Process(1, state: TaskState.Sleeping, run: Second, wait: 0, slices: 40);
        _builder.Next(Any.Sample(0, Any.Process(1, run: 0, wait: 0, slices: 0), Any.Process(2)));
        Snapshot second = _builder.Next(Any.Sample(1, slept, Any.Process(2, userTicks: 100)));
        Snapshot third = _builder.Next(Any.Sample(2, slept, Any.Process(2, userTicks: 200)));

        Assert.Equal(40, second.Processes[0].SlicesPerSecond);
        Assert.Equal(0, third.Processes[0].SlicesPerSecond);
        Assert.Null(third.Processes[1].SlicesPerSecond);
    }

    [Fact]
    public void A_reused_pid_is_a_new_process_without_rates()
    {
        _builder.Next(Any.Sample(0, Any.Process(startTicks: 1, run: 0, wait: 0)));
        ProcessLoad load = _builder.Next(Any.Sample(1, Any.Process(startTicks: 2, run: 50 * Second, wait: Second))).Processes[0];

        Assert.Equal(0, load.Run);
    }

    [Fact]
    public void An_unchanged_sleeper_keeps_its_object_and_one_that_stopped_running_falls_to_zero()
    {
        ProcessSample sleeper = Any.Process(pid: 7, state: TaskState.Sleeping, run: 0, wait: 0);
        ProcessSample ran = Any.Process(pid: 8, state: TaskState.Sleeping, run: Second, wait: 0);
        _builder.Next(Any.Sample(0, sleeper, Any.Process(pid: 8, state: TaskState.Sleeping, run: 0, wait: 0)));
        Snapshot second = _builder.Next(Any.Sample(1, sleeper, ran));
        Snapshot third = _builder.Next(Any.Sample(2, sleeper, ran));

        Assert.Equal(1, second.Processes[1].Run);
        Assert.Same(second.Processes[0], third.Processes[0]);
        Assert.Equal(0, third.Processes[1].Run);
    }

    [Fact]
    public void An_affinity_is_new_in_the_window_it_changed_in_and_no_longer()
    {
        ProcessSample narrow = Any.Process(state: TaskState.Sleeping) with { Affinity = CpuSet.Of(1) };
        Snapshot first = _builder.Next(Any.Sample(0, Any.Process(state: TaskState.Sleeping) with { Affinity = CpuSet.Range(0, 3) }));
        Snapshot second = _builder.Next(Any.Sample(1, narrow));
        Snapshot third = _builder.Next(Any.Sample(2, narrow));

        Assert.Equal([false, true, false], new[] { first, second, third }.Select(snapshot => snapshot.Processes[0].IsAffinityNew));
    }

    [Fact]
    public void Threads_with_different_affinity_make_it_mixed_and_show_all_of_theirs()
    {
        ProcessLoad load = _builder.Next(Any.Sample(
            0,
            Any.Process(
                affinity: CpuSet.Of(0),
                threads: [Any.Thread(100, affinity: CpuSet.Of(0)), Any.Thread(101, affinity: CpuSet.Of(2, 3))]))).Processes[0];

        Assert.True(load.IsAffinityMixed);
        Assert.Equal("0,2-3", load.Affinity!.ToString());
    }

    [Fact]
    public void Cpu_shares_are_of_the_ticks_that_were_counted_and_idle_that_goes_back_is_no_growth()
    {
        CpuTopology topology = CpuTopology.Flat(CpuSet.Of(0, 2));
        _builder.Next(Any.SampleOf(0, topology, [Times(0, user: 0, idle: 1000), Times(2, user: 500, idle: 0)]));
        Snapshot snapshot = _builder.Next(
            Any.SampleOf(20, topology, [Times(0, user: 147, idle: 990), Times(2, user: 525, idle: 75)]));

        Assert.Equal(1, snapshot.FindCpu(new CpuId(0))!.User);
        Assert.Equal(0.25, snapshot.FindCpu(new CpuId(2))!.Busy, 6);
        Assert.Equal(0.75, snapshot.FindCpu(new CpuId(2))!.Idle, 6);
        Assert.Null(snapshot.FindCpu(new CpuId(1)));
        Assert.Equal(1.25, snapshot.BusyCores, 6);
    }

    [Fact]
    public void States_are_counted_as_top_counts_them()
    {
        Snapshot snapshot = _builder.Next(Any.Sample(
            0,
            Any.Process(pid: 1),
            Any.Process(pid: 2, state: TaskState.DiskSleep),
            Any.Process(pid: 3, state: TaskState.Idle),
            Any.Process(pid: 4, state: TaskState.Traced),
            Any.Process(pid: 5, state: TaskState.Zombie)));

        Assert.Equal(new TaskCounts(Total: 5, Running: 1, Sleeping: 2, Stopped: 1, Zombie: 1), snapshot.Tasks);
    }

    [Fact]
    public void A_quota_is_throttled_in_the_share_of_periods_that_the_window_held()
    {
        _builder.Next(Quota(0, periods: 1000, throttled: 900));
        Snapshot snapshot = _builder.Next(Quota(1, periods: 1010, throttled: 904));

        Assert.Equal(new QuotaLoad("/jobs", 0.5, 0.4), Assert.Single(snapshot.Quotas));
    }

    [Fact]
    public void Throttled_and_used_time_are_shares_of_wall_time_where_the_kernel_tells_them()
    {
        QuotaCounters Counters(double seconds) => new("/jobs", 0.5, (ulong)(seconds * 10), 0)
        {
            ThrottledNanoseconds = (ulong)(seconds * Second * 3 / 2),
            UsedNanoseconds = (ulong)(seconds * Second / 2),
        };
        Snapshot At(double seconds) => _builder.Next(
            Any.SampleOf(seconds, CpuTopology.Flat(CpuSet.Range(0, 3)), [], [Counters(seconds)]));

        QuotaLoad first = At(1).Quotas[0], second = At(2).Quotas[0];

        Assert.Equal((null, null), (first.ThrottledCores, first.UsedCores));
        Assert.Equal((1.5, 0.5), (second.ThrottledCores, second.UsedCores));
        QuotaLoad untold = _builder.Next(Quota(3, periods: 30, throttled: 0)).Quotas[0];
        Assert.Equal((null, null), (untold.ThrottledCores, untold.UsedCores));
    }

    [Fact]
    public void A_first_reading_says_nothing_of_throttling_and_no_quota_says_nothing_at_all()
    {
        QuotaLoad first = _builder.Next(Quota(0, periods: 1000, throttled: 900)).Quotas[0];

        Assert.Equal((0, false), (first.ThrottledShare, first.IsMeasured));
        Assert.Empty(_builder.Next(Any.Sample(1)).Quotas);
    }

    [Fact]
    public void Windows_too_short_for_five_periods_are_taken_together()
    {
        double Share(double seconds, ulong periods, ulong throttled) =>
            _builder.Next(Quota(seconds, periods, throttled)).Quotas[0].ThrottledShare;

        Share(0, periods: 0, throttled: 0);
        Assert.Equal(1, Share(0.2, periods: 2, throttled: 2));
        Assert.Equal(0.5, Share(0.4, periods: 4, throttled: 2));
        Assert.Equal(1.0 / 3, Share(0.6, periods: 6, throttled: 2), 6);
        Assert.Equal(0, Share(0.8, periods: 8, throttled: 2), 6);
    }

    [Fact]
    public void Throttling_of_long_ago_is_forgotten()
    {
        _builder.Next(Quota(0, periods: 0, throttled: 0));
        _builder.Next(Quota(1, periods: 3, throttled: 3));
        Snapshot snapshot = _builder.Next(Quota(7, periods: 4, throttled: 3));

        Assert.Equal(0, snapshot.Quotas[0].ThrottledShare);
    }

    [Fact]
    public void A_new_cgroup_of_an_old_name_starts_anew()
    {
        _builder.Next(Quota(0, periods: 1000, throttled: 900));

        QuotaLoad renewed = _builder.Next(Quota(1, periods: 8, throttled: 8)).Quotas[0];
        Assert.Equal((0, false), (renewed.ThrottledShare, renewed.IsMeasured));
    }

    [Theory]
    [InlineData("/pod/a", "/pod/a")]
    [InlineData("/pod/b", "/pod")]
    [InlineData("/podium", null)]
    public void The_quota_of_a_process_is_the_one_that_stops_it_most(string cgroup, string? expected)
    {
        ProcessLoad process = _builder.Next(Any.Sample(0, Any.Process(details: new ProcessDetails(
            0, "root", "", 0, Limit: null, LimitedBy: null, QuotaCgroup: cgroup)))).Processes[0];
        Snapshot snapshot = _builder.Next(Any.Sample(1)) with
        {
            Quotas = [new QuotaLoad("/pod", 2, 0.4), new QuotaLoad("/pod/a", 1, 0.4), new QuotaLoad("/pod/a/b", 1, 0.9)],
        };

        Assert.Equal(expected, snapshot.FindQuota(process)?.Cgroup);
    }

    private static Sample Quota(double seconds, ulong periods, ulong throttled) =>
        Any.SampleOf(seconds, CpuTopology.Flat(CpuSet.Range(0, 3)), [], [new QuotaCounters("/jobs", 0.5, periods, throttled)]);

    private static CpuTimes Times(int cpu, ulong user, ulong idle) => new(new CpuId(cpu), user, 0, 0, idle, 0, 0, 0, 0);

    [Fact]
    public void Faults_and_extra_counters_become_rates_which_stay_while_nothing_is_read_and_go_with_a_quiet_reading()
    {
        ProcessSample first = Any.Process(state: TaskState.Sleeping) with { Extras = ExtrasAt(1, written: 1000) };
        ProcessSample second = first.WithFacts(facts => facts with { Faults = new PageFaults(10, 4) }) with
        {
            Extras = ExtrasAt(3, written: 5000),
            Window = TimeSpan.FromSeconds(2),
        };
        ProcessSample third = second with { UserTicks = 1 };
        var builder = new SnapshotBuilder();
        builder.Next(Any.Sample(1, first));

        ProcessLoad moved = Only(builder.Next(Any.Sample(3, second)));
        ProcessLoad kept = Only(builder.Next(Any.Sample(5, third)));
        ProcessLoad quiet = Only(builder.Next(Any.Sample(7, third with { Extras = ExtrasAt(7, written: 5000) })));

        Assert.Equal((5, 2, 2000), (moved.MinorFaultsPerSecond, moved.MajorFaultsPerSecond, moved.ExtraRates.WrittenBytes));
        Assert.Equal((0, 2000), (kept.MinorFaultsPerSecond, kept.ExtraRates.WrittenBytes));
        Assert.Equal(0, quiet.ExtraRates.WrittenBytes);
    }

    private static TaskExtras ExtrasAt(double seconds, ulong written) => new()
    {
        ReadAt = TimeSpan.FromSeconds(seconds),
        Io = new IoCounters(0, 0, 0, 0, 0, written, 0),
    };

    private static ProcessLoad Only(Snapshot snapshot) => Assert.Single(snapshot.Processes);
}
