using CoreTop.Kernel;
using CoreTop.Kernel.Capture;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

/// <summary>What is read of the cases, before anybody judges it.</summary>
public sealed class CaseFactsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("coretop-cases-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Threads_of_a_guest_have_the_limits_of_their_own_cgroups()
    {
        Snapshot snapshot = Read("kvm");

        ProcessLoad guest = snapshot.FindProcess(2000)!;
        Assert.Equal(
            [null, ("0", "vcpu0"), ("1", "vcpu1"), ("2", "vcpu2"), ("3", "vcpu3")],
            guest.Threads.Select(thread => thread.Limit is { } limit
                ? (limit.ToString(), thread.LimitedBy![(thread.LimitedBy!.LastIndexOf('/') + 1)..])
                : ((string, string)?)null));
        Assert.Equal("/machine.slice/machine-qemu-0-vm.scope/libvirt/vcpu0", guest.Threads[1].Cgroup);
        Assert.Equal("0-15", guest.Limit?.ToString());
        Assert.EndsWith("/libvirt/emulator", guest.Cgroup, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_limits_of_different_cgroups_are_one_object()
    {
        Snapshot snapshot = Read("kvm");

        Assert.Same(snapshot.FindProcess(2000)!.Threads[1].Limit, snapshot.FindProcess(2100)!.Threads[1].Limit);
    }

    [Fact]
    public void Every_weight_on_the_paths_of_processes_is_there_by_path()
    {
        Snapshot snapshot = Read("weight");

        Assert.Equal(
            [
                new CpuCgroup("/kubepods", 59, IsIdle: false, QuotaCores: null),
                new CpuCgroup("/kubepods/besteffort", 1, IsIdle: false, QuotaCores: null),
                new CpuCgroup("/kubepods/besteffort/poda", 1, IsIdle: false, QuotaCores: null),
                new CpuCgroup("/kubepods/burstable", 59, IsIdle: false, QuotaCores: null),
                new CpuCgroup("/kubepods/burstable/podb", 39, IsIdle: false, QuotaCores: null),
            ],
            snapshot.CpuCgroups);
        Assert.Equal("/kubepods/besteffort/poda", snapshot.FindProcess(2000)!.CpuCgroup);
    }

    [Fact]
    public void A_quota_at_the_parent_holds_the_tasks_of_the_cgroup_below()
    {
        Snapshot snapshot = Read("quota_parent_pile");

        QuotaLoad quota = Assert.Single(snapshot.Quotas);
        ProcessLoad worker = snapshot.Processes.First(process => process.Cgroup == "/ci/job");
        Assert.Equal(("/ci", 2.0, true, 0.0), (quota.Cgroup, quota.QuotaCores, quota.IsMeasured, quota.ThrottledCores));
        Assert.Equal("/ci", worker.QuotaCgroup);
        Assert.True(quota.Covers(worker.CpuCgroup!));
    }

    [Theory]
    [InlineData("lx1", "7,10", "0-1")]
    [InlineData("lx2", "2-11", "0-11")]
    [InlineData("lxcfs_stat", "2-11", "0-11")]
    public void Cpus_that_only_masks_name_are_said_and_masks_stay_the_kernels(string name, string strange, string first)
    {
        Snapshot snapshot = Read(name);

        Assert.Equal(strange, snapshot.StrangeCpus.ToString());
        Assert.Equal(
            [(1, first), (2000, "7"), (2001, "7"), (2002, "7"), (2003, "7"), (2500, "7,10")],
            snapshot.Processes.Select(process => (process.Pid, process.Affinity!.ToString())));
    }

    [Theory]
    [InlineData("lx1", "7,10")]
    [InlineData("lx2", "7,10")]
    [InlineData("lxcfs_stat", null)]
    public void What_a_cpuset_allows_stays_in_the_kernels_numbers(string name, string? limit) =>
        Assert.Equal(limit, Read(name).FindProcess(2000)!.Limit?.ToString());

    [Theory]
    [InlineData("lx2")]
    [InlineData("lxcfs_stat")]
    public void A_cpu_of_which_nothing_is_told_is_not_known(string name) =>
        Assert.All(Read(name).Cpus, cpu => Assert.Equal(cpu.Cpu.Number < 2, cpu.IsKnown));

    [Fact]
    public void What_a_stream_of_short_lived_tasks_uses_is_their_parents_and_how_many_there_are_is_counted()
    {
        Snapshot snapshot = Read("storm");

        Assert.Equal(12, snapshot.Runnable);

        // 252 ticks in 3 s, of which the twelve that the reading before showed had used 48.
        Assert.Equal(0.68, snapshot.FindProcess(1001)!.ChildRun, precision: 3);
    }

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void Where_numbers_agree_no_cpu_is_strange(string name) => Assert.True(Read(name).StrangeCpus.IsEmpty);

    public static TheoryData<string> Ordinary() => new(
        Directory.EnumerateFiles(Path.GetDirectoryName(Fixture.CasePath("x"))!, "*.txt")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.StartsWith("lx", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("kvm")]
    [InlineData("weight")]
    [InlineData("quota_parent_pile")]
    [InlineData("lx1")]
    [InlineData("lx2")]
    [InlineData("storm")]
    public void A_capture_of_a_case_tells_the_same(string name)
    {
        string file = Path.Combine(_folder.FullName, name + ".txt");
        using (var machine = Machine.Open(Fixture.CasePath(name), TimeProvider.System))
        {
            File.WriteAllBytes(file, CaptureWriter.Make(machine, TimeSpan.Zero, hasArguments: false, CancellationToken.None).Text.Span);
        }

        Assert.Equal(Facts(Read(name)), Facts(ReadFile(file)));

        static string Facts(Snapshot snapshot) => string.Join('\n',
            snapshot.Runnable,
            snapshot.StrangeCpus,
            string.Join(' ', snapshot.CpuCgroups.Select(cgroup => (cgroup.Weight, cgroup.IsIdle, cgroup.QuotaCores)).Order()),
            string.Join(' ', snapshot.Quotas.Select(quota => (quota.QuotaCores, quota.ThrottledShare))),
            string.Join('\n', snapshot.Processes.Select(process =>
                $"{process.Pid} {process.Affinity} {process.Limit} {process.ChildRun} "
                + string.Join(' ', process.Threads.Select(thread => $"{thread.Affinity}/{thread.Limit}")))));
    }

    private static Snapshot Read(string name) => ReadFile(Fixture.CasePath(name));

    private static Snapshot ReadFile(string file)
    {
        using var machine = Machine.Open(file, TimeProvider.System);
        var builder = new SnapshotBuilder();
        builder.Next(machine.Read(SampleRequest.Everything)!);
        return builder.Next(machine.Read(SampleRequest.Everything)!);
    }
}
