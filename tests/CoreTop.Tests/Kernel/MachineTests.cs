using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

public sealed class MachineTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Captured_readings_come_one_after_the_other_and_end()
    {
        Online("0-1").With("proc@0/uptime", "10.00 1.00").With("proc@1/uptime", "12.50 1.00");
        using Machine machine = Open();

        Assert.Equal(TimeSpan.FromSeconds(10), machine.Read(SampleRequest.Ordinary)!.Uptime);
        Assert.Equal(TimeSpan.FromSeconds(12.5), machine.Read(SampleRequest.Ordinary)!.MonotonicTime);
        Assert.Null(machine.Read(SampleRequest.Ordinary));
    }

    [Theory]
    [InlineData("proc/uptime")]
    [InlineData("etc/hostname")]
    public void One_reading_is_all_without_numbered_ones(string file)
    {
        Online("0-1").With(file, "10.00 1.00");
        using Machine machine = Open();

        Assert.NotNull(machine.Read(SampleRequest.Ordinary));
        Assert.Null(machine.Read(SampleRequest.Ordinary));
    }

    [Fact]
    public void Another_view_starts_over_and_outlives_the_first()
    {
        Online("0-1").With("proc@0/uptime", "10.00 1.00").With("proc@1/uptime", "12.50 1.00");
        Machine machine = Open();
        machine.Read(SampleRequest.Ordinary);
        using Machine other = machine.OpenAnother();
        machine.Dispose();

        Assert.Equal(TimeSpan.FromSeconds(10), other.Read(SampleRequest.Ordinary)!.Uptime);
    }

    [Fact]
    public void Files_are_those_of_the_last_reading_until_one_is_read()
    {
        Online("0-1").With("proc@0/uptime", "10.00 1.00").With("proc@1/uptime", "12.50 1.00").With("proc@1/9/comm", "x");
        using Machine machine = Open();

        Assert.Equal(FileStatus.Ok, machine.Files.ReadProcess(9, TaskFile.Comm, out _));
        machine.Read(SampleRequest.Ordinary);
        Assert.Equal(FileStatus.Gone, machine.Files.ReadProcess(9, TaskFile.Comm, out _));
    }

    [Fact]
    public void Affinities_of_a_captured_machine_come_from_status_without_offline_cpus()
    {
        Online("0-1,3").With("proc/9/status", "Tgid:\t9\nUid:\t0\t0\t0\t0\nCpus_allowed_list:\t1-7");
        using Machine machine = Open();

        Assert.False(machine.IsLive);
        Assert.Equal(ControlResult.Applied, machine.Affinity.Read(9, 9, null, out CpuSet? affinity));
        Assert.Equal("1,3", affinity?.ToString());
        machine.Affinity.Read(9, 9, affinity, out CpuSet? again);
        Assert.Same(affinity, again);
        Assert.Equal(ControlResult.TaskGone, machine.Affinity.Read(8, 8, null, out _));
        Assert.Equal(ControlResult.Recorded, machine.Affinity.Write(9, CpuSet.Of(0)));
    }

    [Fact]
    public void What_does_not_read_as_documented_in_sys_is_a_problem_of_every_sample()
    {
        Online("0-1").With("sys/devices/system/cpu/isolated", "x").With("proc@0/uptime", "1").With("proc@1/uptime", "2");
        using Machine machine = Open();
        machine.Read(SampleRequest.Ordinary);

        Sample second = machine.Read(SampleRequest.Ordinary)!;

        Assert.Contains(second.Problems, problem => problem.Path == "/sys/devices/system/cpu/isolated");
    }

    [Fact]
    public void A_folder_that_is_not_there_or_holds_no_machine_is_refused_in_a_sentence()
    {
        string missing = Path.Combine(_tree.Root, "missing");

        Assert.Equal(
            $"There is no folder or file {missing}: a captured machine is expected there.",
            Assert.Throws<MachineException>(() => Machine.Open(missing, TimeProvider.System)).Message);
        Assert.Equal(
            $"{_tree.Root} holds no machine: neither sys/devices/system/cpu nor proc/stat in it names a CPU.",
            Assert.Throws<MachineException>(Open).Message);
    }

    private TempTree Online(string cpus) => _tree.With("sys/devices/system/cpu/online", cpus);

    private Machine Open() => Machine.Open(_tree.Root, TimeProvider.System);
}
