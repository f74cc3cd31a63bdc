using System.Text;
using CoreTop.Kernel;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;
using CoreTop.Model.Inspection;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

public sealed class ProcessInspectorTests : IDisposable
{
    private readonly TempTree _tree = CapturedMachine.Of(cpus: 4).WithProcess(7, parent: 1, "0-3");

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Arguments_are_told_apart_and_folders_are_followed()
    {
        _tree.With("proc/7/cmdline", Encoding.UTF8.GetBytes("server\0--name\0two words\0"));
        File.CreateSymbolicLink(Path.Combine(_tree.Root, "proc/7/exe"), "/usr/bin/server (deleted)");

        ProcessInspection read = Read(InspectedPart.Program);

        Assert.Equal(["server", "--name", "two words"], read.Arguments);
        Assert.Equal("/usr/bin/server (deleted)", read.Executable);
        Assert.Equal([new ReadRefusal("/proc/7/cwd", IsDenied: false)], read.Refusals);
    }

    [Fact]
    public void Every_open_file_is_listed_by_rising_number()
    {
        _tree.WithFolder("proc/7/fd");
        foreach (int descriptor in new[] { 10, 0, 2 })
        {
            File.CreateSymbolicLink(Path.Combine(_tree.Root, $"proc/7/fd/{descriptor}"), $"/file/{descriptor}");
        }

        ProcessInspection read = Read(InspectedPart.Files);

        Assert.Equal([new(0, "/file/0"), new(2, "/file/2"), new(10, "/file/10")], read.Files);
        Assert.Equal(3, read.FileCount);
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Assert.Equal([new ReadRefusal("/proc/7/fd", IsDenied: false)], Read(InspectedPart.Files).Refusals);
        Assert.Equal([new ReadRefusal("/proc/7/environ", IsDenied: false)], Read(InspectedPart.Environment).Refusals);
        Assert.Equal([new ReadRefusal("/proc/7/limits", IsDenied: false)], Read(InspectedPart.Limits).Refusals);
        Assert.Equal([new ReadRefusal("/proc/7/numa_maps", IsDenied: false)], Read(InspectedPart.Memory).Refusals);
    }

    [Fact]
    public void A_PID_that_belongs_to_another_process_by_now_is_not_read()
    {
        using Machine machine = Machine.Open(_tree.Root, TimeProvider.System);

        Assert.True(machine.Inspector.Read(new(new TaskKey(7, 1), InspectedPart.Program)).IsEnded);
        Assert.True(machine.Inspector.Read(new(new TaskKey(8, 1000), InspectedPart.Program)).IsEnded);
    }

    [Fact]
    public void A_cgroups_cpuset_and_every_quota_above_it_are_read()
    {
        _tree.With("proc/7/cgroup", "0::/jobs/seven")
            .With("proc/self/mountinfo", "30 1 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw")
            .With("sys/fs/cgroup/jobs/cpu.max", "200000 100000")
            .With("sys/fs/cgroup/jobs/cpuset.cpus.effective", "0-1")
            .With("sys/fs/cgroup/jobs/seven/cpu.max", "50000 100000")
            .With("sys/fs/cgroup/jobs/seven/cpuset.cpus.effective", "0-1");

        ProcessInspection read = Read(InspectedPart.Cgroups);

        Assert.Equal([new CgroupPath(string.Empty, "/jobs/seven")], read.Cgroups);
        Assert.Equal((CpuSet.Range(0, 1), "/jobs"), (read.CpusetCpus, read.CpusetCgroup));
        Assert.Equal([new("/jobs/seven", 0.5), new("/jobs", 2)], read.Quotas);
        Assert.Null(read.OtherNamespaces);
    }

    [Fact]
    public void Limits_are_read_by_their_columns()
    {
        byte[] text = Encoding.ASCII.GetBytes(
            "Limit                     Soft Limit           Hard Limit           Units     \n"
            + "Max cpu time              unlimited            unlimited            seconds   \n"
            + "Max nice priority         0                    0                    \n"
            + "cut");

        Assert.Equal(
            [new("Max cpu time", "unlimited", "unlimited", "seconds"), new("Max nice priority", "0", "0", string.Empty)],
            LimitsFile.Parse(text));
        Assert.Empty(LimitsFile.Parse([]));
        Assert.Empty(LimitsFile.Parse("nothing of the kind\n"u8));
    }

    [Fact]
    public void All_variables_are_read_in_order()
    {
        Assert.Equal(
            [new("A", "1=2"), new("EMPTY", string.Empty), new("none", string.Empty)],
            EnvironmentText.Parse("A=1=2\0EMPTY=\0none\0"u8));
        Assert.Empty(EnvironmentText.Parse([]));
    }

    private ProcessInspection Read(InspectedPart part)
    {
        using Machine machine = Machine.Open(_tree.Root, TimeProvider.System);
        return machine.Inspector.Read(new(new TaskKey(7, 1000), part));
    }
}
