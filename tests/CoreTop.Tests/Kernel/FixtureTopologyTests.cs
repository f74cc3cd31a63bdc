using CoreTop.Kernel;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

public sealed class FixtureTopologyTests
{
    [Theory]
    [MemberData(nameof(FixtureMachines.Names), MemberType = typeof(FixtureMachines))]
    public void Each_partition_holds_each_online_cpu_once(string name)
    {
        CpuTopology topology = Read(name);

        Assert.Equal(topology.Online, CpuSet.Of(topology.Cores.SelectMany(core => core)));
        Assert.Equal(topology.Online.Count, topology.Cores.Sum(core => core.Count));
        Assert.Equal(topology.Online.Count, topology.Packages.Sum(package => package.Count));
        Assert.Equal(topology.Online.Count, topology.Nodes.Sum(node => node.Cpus.Count));
        Assert.True(topology.Online.IsSubsetOf(topology.Present));
        Assert.All(topology.Cpus, place => Assert.Equal(place.IsOnline, place.Siblings.Contains(place.Cpu)));
        Assert.All(topology.Cpus.Where(place => place.IsOnline), place =>
        {
            Assert.True(topology.Packages[place.Package!.Value].Contains(place.Cpu));
            Assert.True(topology.Nodes.Single(node => node.Number == place.Node).Cpus.Contains(place.Cpu));
            Assert.Equal(place.Siblings, topology.Cores[place.Core!.Value]);
        });
    }

    [Theory]
    [InlineData(FixtureMachines.PileUp, 36, 1, 1, 36, 1)]
    [InlineData(FixtureMachines.TwoNodes, 256, 2, 2, 128, 16)]
    [InlineData(FixtureMachines.Thousand, 1024, 8, 8, 512, 32)]
    [InlineData(FixtureMachines.Holes, 13, 2, 2, 13, 0)]
    [InlineData(FixtureMachines.Hybrid, 20, 1, 1, 14, 1)]
    [InlineData(FixtureMachines.Virtual, 2, 1, 1, 2, 0)]
    public void The_shape_is_the_one_in_its_name(
        string name, int cpus, int packages, int nodes, int cores, int lastLevelCaches)
    {
        CpuTopology topology = Read(name);

        Assert.Equal(
            (cpus, packages, nodes, cores, lastLevelCaches),
            (topology.Online.Count, topology.Packages.Length, topology.Nodes.Length, topology.Cores.Length,
                topology.LastLevelCaches.Length));
    }

    [Fact]
    public void Holes_and_offline_cpus_are_told_apart()
    {
        CpuTopology topology = Read(FixtureMachines.Holes);

        Assert.Equal("0-7,16-23", topology.Present.ToString());
        Assert.Equal("0,3,19", topology.Present.Except(topology.Online).ToString());
        Assert.Null(topology.Find(new CpuId(8)));
    }

    [Fact]
    public void Isolated_and_tickless_cpus_are_marked()
    {
        CpuTopology topology = Read(FixtureMachines.Isolated);

        Assert.Equal("4-5,7", topology.Isolated.ToString());
        Assert.Equal("5", topology.NoHzFull.ToString());
    }

    [Fact]
    public void Efficiency_cores_are_marked()
    {
        CpuTopology topology = Read(FixtureMachines.Hybrid);

        Assert.Equal("0-11", topology.Performance.ToString());
        Assert.Equal("12-19", topology.Efficiency.ToString());
        Assert.Null(Read(FixtureMachines.TwoNodes).Cpus[0].Kind);
    }

    [Theory]
    [InlineData(FixtureMachines.CpusetV1, "0-3", "/job_7")]
    [InlineData(FixtureMachines.CpusetV2, "4-7", "/system.slice/docker-1f.scope")]
    [InlineData(FixtureMachines.PileUp, "0-35", null)]
    public void Cpuset_limits_are_found_with_the_cgroup_that_sets_them(string name, string cpus, string? cgroup)
    {
        using Machine machine = Fixture.Open(name);

        ProcessDetails details = machine.Read(SampleRequest.Everything)!.Processes
            .Where(process => process.State == TaskState.Running && process.Name != "top")
            .Select(process => process.Details!).Distinct().First();

        Assert.Equal((cpus, cgroup), (details.Limit?.ToString(), details.LimitedBy));
    }

    [Fact]
    public void Affinities_are_cut_to_the_online_cpus()
    {
        using Machine machine = Fixture.Open(FixtureMachines.Holes);

        Assert.Equal(
            CpuSet.Of(2), machine.Read(SampleRequest.Ordinary)!.Processes.Single(process => process.Pid == 2001).Affinity);
    }

    [Fact]
    public void Threads_are_read_one_by_one()
    {
        using Machine machine = Fixture.Open(FixtureMachines.TwoNodes);
        var builder = new SnapshotBuilder();
        builder.Next(machine.Read(SampleRequest.Ordinary)!);

        ProcessLoad java = builder.Next(machine.Read(SampleRequest.Ordinary)!).Processes.Single(process => process.Pid == 3000);

        Assert.Equal(16, java.Run, 2);
        Assert.Equal(17, java.Threads.Length);
        Assert.Equal("worker-0", java.Threads[1].Name);
        Assert.Equal(new CpuId(130), java.LastCpu);
    }

    private static CpuTopology Read(string name)
    {
        using Machine machine = Fixture.Open(name);
        return machine.ReadTopology();
    }
}
