using CoreTop.Cli.Text;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Cli.Text;

public sealed class TopologyTextTests
{
    [Fact]
    public void Groups_of_the_same_CPUs_share_a_line_and_cores_are_listed_with_their_siblings() =>
        Assert.Equal(
            """
            8 CPUs online: 0-7 (2 packages, 2 NUMA nodes, 2 last-level caches, 4 cores)
            package0, node0, llc0: 0-1,4-5
              2 cores of 2 CPUs: 0,4 1,5
            package1, node1, llc1: 2-3,6-7
              2 cores of 2 CPUs: 2,6 3,7

            """,
            TopologyText.Of(AnyTopology.Of(8, nodes: 2, smt: 2), []));

    [Fact]
    public void Devices_are_listed_with_the_CPUs_near_them_unless_they_have_no_name_or_are_software() =>
        Assert.EndsWith(
            """
            Devices and the CPUs near them:
              gpu0       0-1,4-5    pci:0000:3b:00.0  nvidia
              nic:eth10  not known  pci:0000:18:00.0

            """,
            TopologyText.Of(
                AnyTopology.Of(8, nodes: 2, smt: 2),
                [
                    new NearDevice("gpu0", "0000:3b:00.0", CpuSet.Of(0, 1, 4, 5)) { Maker = "nvidia" },
                    new NearDevice("nic:eth10", "0000:18:00.0", Cpus: null),
                    new NearDevice("nic:lo", Address: null, Cpus: null) { IsVirtual = true },
                    new NearDevice("pci:0000:99:00.0", "0000:99:00.0", CpuSet.Of(0)),
                ]),
            StringComparison.Ordinal);

    [Fact]
    public void What_is_special_about_CPUs_is_said() =>
        Assert.StartsWith(
            """
            3 CPUs online: 0-1,3 (1 package, 1 NUMA node, 1 last-level cache, 3 cores)
            Offline: 2
            Isolated: 3
            nohz_full: 3
            """,
            TopologyText.Of(AnyTopology.Of(
                4, offline: CpuSet.Of(2), isolated: CpuSet.Of(3), noHzFull: CpuSet.Of(3)), []),
            StringComparison.Ordinal);

    [Fact]
    public void Which_cores_are_efficiency_cores_is_said_where_not_all_are_alike() =>
        Assert.StartsWith(
            """
            8 CPUs online: 0-7 (1 package, 1 NUMA node, 1 last-level cache, 6 cores)
            Performance cores: 0-3
            Efficiency cores: 4-7
            """,
            TopologyText.Of(AnyTopology.Hybrid(2, 4), []),
            StringComparison.Ordinal);

    [Fact]
    public void Groups_stand_under_what_holds_them_though_their_numbers_alternate()
    {
        CpuSet even = CpuSet.Of(0, 2, 4, 6), odd = CpuSet.Of(1, 3, 5, 7);
        CpuTopology flat = CpuTopology.Flat(CpuSet.Range(0, 7));
        var topology = new CpuTopology(
            flat.Cpus, [even, odd], flat.Nodes, flat.Cores, [CpuSet.Of(0, 4), CpuSet.Of(1, 5), CpuSet.Of(2, 6)]);

        Assert.Equal(
            """
            8 CPUs online: 0-7 (2 packages, 1 NUMA node, 3 last-level caches, 8 cores)
            node0: 0-7
              package0: 0,2,4,6
                llc0: 0,4
                  2 cores of 1 CPU
                llc2: 2,6
                  2 cores of 1 CPU
              package1: 1,3,5,7
                2 cores of 1 CPU
                llc1: 1,5
                  2 cores of 1 CPU

            """,
            TopologyText.Of(topology, []));
    }
}
