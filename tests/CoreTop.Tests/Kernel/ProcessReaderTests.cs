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
}
