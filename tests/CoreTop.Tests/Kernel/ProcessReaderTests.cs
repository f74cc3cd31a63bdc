using CoreTop.Kernel;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

public sealed class ProcessReaderTests : IDisposable
{
    private readonly TempTree _tree = new();

    public ProcessReaderTests() => _tree.With("sys/devices/system/cpu/online", "0-7")
        .With("sys/fs/cgroup/cpuset.cpus.effective", "0-7")
        .With("sys/fs/cgroup/job/cpuset.cpus.effective", "0-3")
        .With("sys/fs/cgroup/other/cpuset.cpus.effective", "6-7");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_cpuset_that_shrinks_is_seen_with_the_masks_that_it_cuts()
    {
        Reading(0).Process(0, 9, affinity: "0-3").Process(0, 10, affinity: "0-3");
        Reading(1).Process(1, 9, affinity: "0-1").Process(1, 10, affinity: "0-3");
        _tree.With("sys@1/fs/cgroup/job/cpuset.cpus.effective", "0-1");
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);

        Assert.Equal("0-3", LimitOf(9, machine.Read(SampleRequest.Ordinary)!));

        // The other task's mask is as it was, so it waits for its turn.
        Sample second = machine.Read(SampleRequest.Ordinary)!;
        Assert.Equal("0-1", LimitOf(9, second));
        Assert.Equal("0-3", LimitOf(10, second));
    }

    [Fact]
    public void A_task_that_went_into_another_cgroup_is_seen_with_its_mask()
    {
        Reading(0).Process(0, 9, affinity: "0-3");
        Reading(1).Process(1, 9, affinity: "6-7", cgroup: "/other");
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);
        machine.Read(SampleRequest.Ordinary);

        ProcessSample moved = Find(9, machine.Read(SampleRequest.Ordinary)!);

        Assert.Equal(("6-7", "/other"), (moved.Details?.Limit?.ToString(), moved.Details?.LimitedBy));
    }

    [Fact]
    public void The_limit_of_a_task_that_runs_is_read_at_once_however_many_sleep()
    {
        Reading(0);
        for (int pid = 1000; pid < 1600; pid++)
        {
            Process(0, pid, affinity: "0-3");
        }

        Process(0, 2000, affinity: "0-3", state: 'R');
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);

        Sample sample = machine.Read(SampleRequest.Ordinary)!;

        Assert.Null(Find(1599, sample).Details);
        Assert.Equal("0-3", LimitOf(2000, sample));
    }

    [Theory]
    [InlineData('R', true, 12UL)]
    [InlineData('S', true, null)]
    [InlineData('R', false, null)]
    public void How_often_a_task_slept_is_read_only_of_those_that_run_and_only_when_asked(
        char state, bool isAsked, ulong? expected)
    {
        Reading(0).Process(0, 9, affinity: "0-3", state: state);
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);

        Sample sample = machine.Read(isAsked ? SampleRequest.Everything : SampleRequest.Ordinary)!;

        Assert.Equal(expected, Find(9, sample).VoluntarySwitches);
    }

    [Fact]
    public void Extra_files_are_read_only_of_processes_in_view_and_only_those_asked_for()
    {
        Reading(0).Process(0, 9, affinity: "0-3").Process(0, 10, affinity: "0-3");
        _tree.With("proc@0/9/io", Io).With("proc@0/10/io", Io).With("proc@0/9/oom_score", "5\n");
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);

        Sample sample = machine.Read(SampleRequest.Ordinary with { Extras = ExtraFiles.Io, Visible = new HashSet<int> { 9 } })!;

        Assert.Equal(4096UL, Find(9, sample).Extras?.Io?.ReadBytes);
        Assert.Null(Find(9, sample).Extras?.OomScore);
        Assert.Null(Find(10, sample).Extras);
    }

    [Fact]
    public void What_the_list_is_sorted_by_is_read_of_all_and_nothing_where_nobody_asks()
    {
        Reading(0).Process(0, 9, affinity: "0-3").Process(0, 10, affinity: "0-3");
        Reading(1).Process(1, 9, affinity: "0-3").Process(1, 10, affinity: "0-3");
        _tree.With("proc@0/9/oom_score", "5\n").With("proc@0/10/oom_score", "6\n");
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);

        Sample sorted = machine.Read(SampleRequest.Ordinary with { ExtrasOfAll = ExtraFiles.Oom })!;
        Sample ordinary = machine.Read(SampleRequest.Ordinary)!;

        Assert.Equal([5, 6], sorted.Processes.Select(process => process.Extras?.OomScore));
        Assert.Same(Find(9, sorted).Extras, Find(9, ordinary).Extras);
    }

    [Fact]
    public void An_environment_is_read_once_for_each_program_that_a_process_runs()
    {
        Reading(0).Process(0, 9, affinity: "0-3");
        Reading(1).Process(1, 9, affinity: "0-3");
        Reading(2).Process(2, 9, affinity: "0-3");
        _tree.With("proc@0/9/environ", "PMI_RANK=1\0").With("proc@1/9/environ", "PMI_RANK=2\0").With("proc@2/9/environ", "PMI_RANK=3\0");
        string stat = File.ReadAllText($"{_tree.Root}/proc@2/9/stat");
        _tree.With("proc@2/9/stat", stat[..stat.IndexOf('(')] + "(solver)" + stat[(stat.LastIndexOf(')') + 1)..].TrimEnd('\n'));
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);
        SampleRequest request = SampleRequest.Ordinary with { ExtrasOfAll = ExtraFiles.Environment };

        ProcessSample[] readings = [Find(9, machine.Read(request)!), Find(9, machine.Read(request)!), Find(9, machine.Read(request)!)];

        Assert.Equal([1, 1, 3], readings.Select(process => process.Extras!.JobVariables!.Rank));
        Assert.Same(readings[0].Extras, readings[1].Extras);
    }

    [Fact]
    public void An_environment_that_the_first_reading_of_a_capture_does_not_have_is_looked_for_in_the_next()
    {
        Reading(0).Process(0, 9, affinity: "0-3");
        Reading(1).Process(1, 9, affinity: "0-3");
        _tree.With("proc@1/9/environ", "SLURM_JOB_ID=4711\0");
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);
        SampleRequest request = SampleRequest.Ordinary with { ExtrasOfAll = ExtraFiles.Environment };

        Assert.Null(Find(9, machine.Read(request)!).Extras!.JobVariables);
        Assert.Equal(new JobVariables(Rank: null, "4711"), Find(9, machine.Read(request)!).Extras!.JobVariables);
    }

    [Theory]
    [InlineData(false, 10)]
    [InlineData(true, 12)]
    public void Memory_maps_are_read_in_turn_also_where_the_details_of_all_are_wanted_unless_all_must_be_there(bool isAll, int expected)
    {
        Reading(0);
        for (int pid = 9; pid < 21; pid++)
        {
            Process(0, pid, affinity: "0-3");
            _tree.With($"proc@0/{pid}/smaps_rollup", "Pss: 4 kB\n");
        }

        using var machine = Machine.Open(_tree.Root, TimeProvider.System);

        Sample sample = machine.Read(
            SampleRequest.Ordinary with { AllDetails = true, AllExtras = isAll, ExtrasOfAll = ExtraFiles.MemoryMap })!;

        Assert.Equal(expected, sample.Processes.Count(process => process.Extras?.ProportionalBytes == 4096));
    }

    [Theory]
    [InlineData("io", "garbage")]
    [InlineData("io", "rchar: -1\n")]
    [InlineData("smaps_rollup", "Pss: many\n")]
    [InlineData("autogroup", "???")]
    [InlineData("oom_score", "x")]
    [InlineData("sched", "\0")]
    [InlineData("wchan", "")]
    public void An_extra_file_that_does_not_read_as_documented_costs_its_values_alone(string name, string text)
    {
        Reading(0).Process(0, 9, affinity: "0-3");
        _tree.With($"proc@0/9/{name}", text);
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);

        ProcessSample process = Find(9, machine.Read(SampleRequest.Ordinary with { ExtrasOfAll = (ExtraFiles)0x3ff })!);

        Assert.Equal((ExtraFiles)0x3ff, process.Extras!.Tried);
        Assert.Equal(
            (null, null, null, null, null, null),
            (process.Extras.Io, process.Extras.ProportionalBytes, process.Extras.Autogroup, process.Extras.OomScore,
                process.Extras.Migrations, process.Extras.IoPriority));
    }

    [Fact]
    public void The_cgroup_is_known_with_the_details()
    {
        Reading(0).Process(0, 9, affinity: "0-3", cgroup: "/job/a");
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);

        Assert.Equal("/job/a", Find(9, machine.Read(SampleRequest.Ordinary)!).Details?.Cgroup);
    }

    [Fact]
    public void A_thread_in_another_cgroup_than_its_process_has_the_limit_of_its_own_also_when_it_is_moved_again()
    {
        Reading(0).Process(0, 9, affinity: "0-3", state: 'R').Thread(0, 9, 9, "/job").Thread(0, 9, 10, "/other");
        Reading(1).Process(1, 9, affinity: "0-3", state: 'R').Thread(1, 9, 9, "/job").Thread(1, 9, 10, "/job").Thread(1, 9, 11, "/other");
        _tree.With("proc@1/uptime", "111.00 1.00");
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);

        ProcessSample first = Find(9, machine.Read(SampleRequest.Ordinary)!), second = Find(9, machine.Read(SampleRequest.Ordinary)!);

        Assert.Equal([null, ("/other", "6-7")], first.Threads.Select(Own));
        Assert.Equal([null, ("/job", "0-3"), ("/other", "6-7")], second.Threads.Select(Own));
        Assert.Same(first.Threads[1].OwnCgroup, second.Threads[2].OwnCgroup);

        static (string?, string?)? Own(TaskSample thread) =>
            thread.OwnCgroup is { } own ? (own.Cgroup, own.Limit?.ToString()) : null;
    }

    [Fact]
    public void A_thread_whose_mask_changes_is_asked_for_its_cgroup_at_once()
    {
        for (int reading = 0; reading < 2; reading++)
        {
            string cgroup = reading == 0 ? "/job" : "/other";
            Reading(reading).Process(reading, 9, affinity: "0-3", state: 'R').Thread(reading, 9, 9, "/job")
                .Thread(reading, 9, 10, cgroup, affinity: reading == 0 ? "0-3" : "6-7").Thread(reading, 9, 11, cgroup);
        }

        using var machine = Machine.Open(_tree.Root, TimeProvider.System);
        machine.Read(SampleRequest.Ordinary);

        ProcessSample process = Find(9, machine.Read(SampleRequest.Ordinary)!);

        Assert.Equal([null, "/other", "/job"], process.Threads.Select(thread => thread.OwnCgroup?.Cgroup));
        Assert.Equal("6-7", process.Threads[1].OwnCgroup?.Limit?.ToString());
    }

    [Fact]
    public void Of_many_threads_some_are_asked_for_their_cgroups_at_each_reading_until_all_were()
    {
        int[] tids = [.. Enumerable.Range(10, 450)];
        for (int reading = 0; reading < 4; reading++)
        {
            Reading(reading).Process(reading, 9, affinity: "0-3", state: 'R');
            foreach (int tid in tids)
            {
                Thread(reading, 9, tid, reading == 0 ? "/job" : "/other");
            }

            _tree.With($"proc@{reading}/uptime", $"{(reading == 0 ? 100 : 110 + reading)}.00 1.00");
        }

        using var machine = Machine.Open(_tree.Root, TimeProvider.System);
        int[] Known(string cgroup) =>
        [
            .. Find(9, machine.Read(SampleRequest.Ordinary)!).Threads
                .Where(thread => thread.OwnCgroup?.Cgroup == cgroup).Select(thread => thread.Key.Tid),
        ];

        Assert.Equal(tids[..200], Known("/job"));
        Assert.Equal(tids[..200], Known("/other"));
        Assert.Equal(tids[..400], Known("/other"));
        Assert.Equal(tids, Known("/other"));
    }

    [Fact]
    public void A_thread_whose_cgroup_cannot_be_read_is_as_its_process()
    {
        Reading(0).Process(0, 9, affinity: "0-3", state: 'R').Thread(0, 9, 9, "/job").Thread(0, 9, 10, cgroup: null);
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);

        ProcessSample process = Find(9, machine.Read(SampleRequest.Ordinary)!);

        Assert.All(process.Threads, thread => Assert.Null(thread.OwnCgroup));
    }

    [Theory]
    [InlineData(3, "D")]
    [InlineData(5, "7")]
    [InlineData(6, "7")]
    [InlineData(7, "7")]
    [InlineData(8, "7")]
    [InlineData(9, "69238880")]
    [InlineData(10, "7")]
    [InlineData(12, "7")]
    [InlineData(14, "7")]
    [InlineData(15, "7")]
    [InlineData(18, "7")]
    [InlineData(19, "7")]
    [InlineData(39, "7")]
    [InlineData(40, "7")]
    [InlineData(41, "3")]
    public void Whichever_field_of_its_stat_changes_while_a_thread_sleeps_is_seen_at_the_next_reading(int field, string value)
    {
        Reading(0).Process(0, 9, affinity: "0-3").Thread(0, 9, 9, "/job").Sleeper(0, 9, 10);
        Reading(1).Process(1, 9, affinity: "0-3").Thread(1, 9, 9, "/job").Sleeper(1, 9, 10, field, value);
        using var machine = Machine.Open(_tree.Root, TimeProvider.System);
        TaskSample before = Find(9, machine.Read(SampleRequest.Ordinary)!).Threads[1];

        TaskSample after = Find(9, machine.Read(SampleRequest.Ordinary)!).Threads[1];

        Assert.NotEqual(
            (before.Facts, before.UserTicks, before.SystemTicks), (after.Facts, after.UserTicks, after.SystemTicks));
    }

    [Fact]
    public void A_thread_that_sleeps_and_of_which_nothing_changes_keeps_its_object()
    {
        for (int reading = 0; reading < 2; reading++)
        {
            Reading(reading).Process(reading, 9, affinity: "0-3").Thread(reading, 9, 9, "/job").Sleeper(reading, 9, 10);
        }

        using var machine = Machine.Open(_tree.Root, TimeProvider.System);
        TaskSample before = Find(9, machine.Read(SampleRequest.Ordinary)!).Threads[1];

        Assert.Same(before, Find(9, machine.Read(SampleRequest.Ordinary)!).Threads[1]);
    }

    private const string Io =
        "rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 0\n";

    private static ProcessSample Find(int pid, Sample sample) => sample.Processes.Single(process => process.Pid == pid);

    private static string? LimitOf(int pid, Sample sample) => Find(pid, sample).Details?.Limit?.ToString();

    private ProcessReaderTests Reading(int number)
    {
        _tree.With($"proc@{number}/uptime", $"{100 + number}.00 1.00")
            .With($"proc@{number}/self/mountinfo", "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw");
        return this;
    }

    private ProcessReaderTests Process(int reading, int pid, string affinity, string cgroup = "/job", char state = 'S')
    {
        _tree.With(
                $"proc@{reading}/{pid}/stat",
                $"{pid} (worker) {state} 1 0 0 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 300 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0")
            .With($"proc@{reading}/{pid}/status", $"Tgid:\t{pid}\nUid:\t0\t0\t0\t0\nCpus_allowed_list:\t{affinity}\nvoluntary_ctxt_switches:\t12")
            .With($"proc@{reading}/{pid}/cgroup", $"0::{cgroup}");
        return this;
    }

    private ProcessReaderTests Thread(int reading, int pid, int tid, string? cgroup, string affinity = "0-3")
    {
        string task = $"proc@{reading}/{pid}/task/{tid}";
        _tree.With(
                $"{task}/stat",
                $"{tid} (worker) R 1 0 0 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 3 0 300 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0")
            .With($"{task}/status", $"Tgid:\t{pid}\nUid:\t0\t0\t0\t0\nCpus_allowed_list:\t{affinity}")
            .With($"proc@{reading}/{pid}/stat",
                $"{pid} (worker) R 1 0 0 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 3 0 300 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0");
        if (cgroup is not null)
        {
            _tree.With($"{task}/cgroup", $"0::{cgroup}");
        }

        return this;
    }

    private ProcessReaderTests Sleeper(int reading, int pid, int tid, int field = 0, string? value = null)
    {
        const string Stat = "S 1 0 0 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 3 0 300 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0";
        string[] fields = [$"{tid}", "(worker)", .. Stat.Split(' ')];
        if (value is not null)
        {
            fields[field - 1] = value;
        }

        Thread(reading, pid, tid, "/job");
        _tree.With($"proc@{reading}/{pid}/task/{tid}/stat", string.Join(' ', fields));
        return this;
    }
}
