using CoreTop.Kernel;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

public sealed class EvidenceReaderTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;
    private readonly EvidenceReader _reader;

    public EvidenceReaderTests()
    {
        _files = new KernelFiles(_tree.Root);
        var limits = new CpusetLimits(_files, TimeProvider.System) { Online = CpuSet.Range(0, 3) };
        _reader = new EvidenceReader(_files, new CapturedScheduler(_files), limits);
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void A_process_is_read_with_all_its_ancestors()
    {
        Process(1, parent: 0, "systemd", "0-3");
        Process(40, parent: 1, "bash", "2");
        Process(41, parent: 40, "python", "2");
        _tree.With("/proc/41/environ", "OMP_PROC_BIND=close\0PASSWORD=x\0"u8.ToArray())
            .With("/proc/41/maps", "7f-80 r-xp 0 fe:00 7 /usr/lib/libgomp.so.1.0.0")
            .With("/proc/41/cmdline", "python\0train.py\0"u8.ToArray())
            .With("/proc/41/cgroup", "3:cpuset:/jobs\n1:cpu:/jobs\n0::/")
            .With("/proc/self/mountinfo", "33 30 0:30 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset")
            .With("/sys/fs/cgroup/cpuset/jobs/cpuset.effective_cpus", "2-3")
            .With("/proc/sysvipc/shm", "key shmid\n5309712 0");

        CauseEvidence evidence = _reader.Read([41, 41]);

        Assert.Equal([1, 40, 41], evidence.Processes.Keys.Order());
        Assert.True(evidence.HasOpenBlasSegment);
        ProcessEvidence python = evidence.Processes[41];
        Assert.Equal("python train.py", python.CommandLine);
        Assert.Equal(40, python.ParentPid);
        Assert.Equal("2", python.Affinity?.ToString());
        Assert.Equal("2-3", python.Limit?.ToString());
        Assert.Equal("/jobs", python.LimitedBy);
        Assert.Equal(["/jobs"], python.Cgroups);
        Assert.Equal(EvidenceAccess.Read, python.Access);
        Assert.Equal([new EnvironmentVariable("OMP_PROC_BIND", "close")], python.Environment);
        Assert.Equal("libgomp.so.1.0.0", python.FindLibrary("libgomp"));
    }

    [Fact]
    public void What_a_capture_does_not_hold_is_missing_and_not_empty()
    {
        Process(41, parent: 40, "python", "2");

        CauseEvidence evidence = _reader.Read([41, 99]);

        Assert.Equal(EvidenceAccess.Missing, Assert.Single(evidence.Processes).Value.Access);
        Assert.Null(evidence.HasOpenBlasSegment);
        Assert.Null(_reader.ReadMemoryNodes(41));
        Assert.Empty(_reader.ReadInterrupts().Sources);
    }

    [Fact]
    public void A_chain_of_parents_that_bites_its_tail_ends()
    {
        Process(41, parent: 42, "a) R 1 (b", "2");
        Process(42, parent: 41, "b\n(c", "2");

        Assert.Equal(["a) R 1 (b", "b\n(c"], _reader.Read([41]).Processes.Values.Select(process => process.Name).Order());
    }

    [Fact]
    public void Memory_and_interrupts_are_read_on_request()
    {
        _tree.With("/proc/7/numa_maps", "7f00 default anon=2 N1=2 kernelpagesize_kB=4")
            .With("/proc/interrupts", "  CPU0\n 9:  1  chip   edge   eth0");

        Assert.Equal([new NodeMemory(1, 8192)], _reader.ReadMemoryNodes(7));
        Assert.Equal("eth0", Assert.Single(_reader.ReadInterrupts().Sources).Text);
    }

    private void Process(int pid, int parent, string name, string cpus) => _tree
        .With(
            $"/proc/{pid}/stat",
            $"{pid} ({name}) S {parent} 1 1 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 555 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 2 0 0 0 0 0")
        .With($"/proc/{pid}/task/{pid}/status", $"Name:\tx\nTgid:\t{pid}\nUid:\t0\t0\t0\t0\nCpus_allowed_list:\t{cpus}");
}
