using CoreTop.Kernel;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

public sealed class PileUpMachineTests
{
    private static readonly Snapshot Snapshot = Read(SampleRequest.Everything);

    [Fact]
    public void Twelve_workers_take_turns_on_one_cpu() => Assert.All(PileUpMachine.CrowdedPids, pid =>
    {
        ProcessLoad worker = Find(Snapshot, pid);
        Assert.Equal(1.0 / 12, worker.Run, 3);
        Assert.Equal(11.0 / 12, worker.Wait!.Value, 3);
        Assert.Equal(CpuSet.Of(35), worker.Affinity);
        Assert.Equal(CpuSet.Range(0, 35), worker.Limit);
        Assert.Null(worker.Details?.LimitedBy);
        Assert.Equal(new CpuId(35), worker.LastCpu);
        Assert.Equal(TimeSpan.FromSeconds(75), worker.CpuTime);
        Assert.Equal(("ubuntu", "python train.py"), (worker.Details?.User, worker.Details?.CommandLine));
    });

    [Fact]
    public void Twenty_four_workers_have_a_cpu_each()
    {
        Assert.All(PileUpMachine.FreePids, pid =>
        {
            ProcessLoad worker = Find(Snapshot, pid);
            Assert.Equal(1, worker.Run, 3);
            Assert.Equal(0, worker.Wait!.Value, 3);
            Assert.InRange(worker.CpuTime, TimeSpan.FromSeconds(761), TimeSpan.FromSeconds(889.3));
        });
        Assert.Equal(24, PileUpMachine.FreePids.Select(pid => Find(Snapshot, pid).LastCpu).Distinct().Count());
    }

    [Fact]
    public void Eleven_cpus_idle_and_twenty_five_are_busy()
    {
        Assert.Equal(
            PileUpMachine.IdleCpus, Snapshot.Cpus.Where(cpu => cpu.Busy < 0.01).Select(cpu => cpu.Cpu.Number));
        Assert.Equal(25, Snapshot.BusyCores, 1);
        Assert.Equal(11, Snapshot.FindCpu(new CpuId(35))!.Waiting!.Value, 2);
        Assert.Equal(0, Snapshot.FindCpu(new CpuId(0))!.Waiting!.Value, 2);
    }

    [Fact]
    public void The_header_shows_what_top_showed()
    {
        Assert.Equal(new TaskCounts(446, 37, 409, 0, 0) { KernelThreads = 405 }, Snapshot.Tasks);
        Assert.Equal(new LoadAverage(36.03, 34.15, 22.04), Snapshot.Load);
        Assert.Equal(new HostInfo("ip-10-0-0-7", "4.15.0-1023-aws"), Snapshot.Host);
        Assert.Equal(new TimeSpan(0, 34, 40), Snapshot.Uptime);
        Assert.Equal(new DateTimeOffset(2018, 10, 5, 1, 52, 47, TimeSpan.Zero), Snapshot.Time);
        Assert.Equal(72_028_912UL * 1024, Snapshot.Memory?.TotalBytes);
        Assert.Equal(63_163_192UL * 1024, Snapshot.Memory?.FreeBytes);
        Assert.Equal(1_012_272UL * 1024, Snapshot.Memory?.BuffersBytes + Snapshot.Memory?.CachedBytes);
        Assert.Empty(Snapshot.Problems);
    }

    [Fact]
    public void An_ordinary_reading_says_the_same_of_the_workers()
    {
        Snapshot ordinary = Read(SampleRequest.Ordinary);

        Assert.All(PileUpMachine.CrowdedPids, pid => Assert.Equal(
            (Find(Snapshot, pid).Run, Find(Snapshot, pid).Wait), (Find(ordinary, pid).Run, Find(ordinary, pid).Wait)));
    }

    private static Snapshot Read(SampleRequest request)
    {
        using Machine machine = Fixture.Open(FixtureMachines.PileUp);
        var builder = new SnapshotBuilder();
        builder.Next(machine.Read(request)!);
        return builder.Next(machine.Read(request)!);
    }

    private static ProcessLoad Find(Snapshot snapshot, int pid) => snapshot.Processes.Single(process => process.Pid == pid);
}
