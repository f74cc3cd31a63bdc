using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Model.Topology;

public sealed class CpuExpressionTests
{
    // Two nodes of eight cores with two siblings each (N and N+16), two caches a node; CPU 3 is offline.
    private static readonly CpuTopology Machine = AnyTopology.Of(
        32, nodes: 2, smt: 2, cachesPerNode: 2, offline: CpuSet.Of(3), isolated: CpuSet.Of(30, 31));

    [Theory]
    [InlineData("ecores", "12-19")]
    [InlineData("pcores,-0", "1-11")]
    public void Cores_are_named_by_what_they_are_built_for(string text, string expected)
    {
        Assert.True(CpuExpression.TryParse(text, new CpuNaming(AnyTopology.Hybrid(6, 8)), out CpuSet cpus, out _));
        Assert.Equal(expected, cpus.ToString());
    }

    [Fact]
    public void Where_all_cores_are_alike_none_can_be_named_so()
    {
        Assert.False(CpuExpression.TryParse("ecores", new CpuNaming(AnyTopology.Of(4)), out _, out string error));
        Assert.Equal("The cores of this machine are alike, as far as it says.", error);
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("0-2,8,16-31:2", "0-2,8,16,18,20,22,24,26,28,30")]
    [InlineData(" 0 , 1 ", "0-1")]
    [InlineData("all", "0-2,4-31")]
    [InlineData("ALL", "0-2,4-31")]
    [InlineData("node1", "8-15,24-31")]
    [InlineData("package0", "0-2,4-7,16-23")]
    [InlineData("socket0", "0-2,4-7,16-23")]
    [InlineData("llc2", "8-11,24-27")]
    [InlineData("core5", "5,21")]
    [InlineData("core21", "5,21")]
    [InlineData("core0-1", "0-1,16-17")]
    [InlineData("idle", "1,9")]
    [InlineData("isolated", "30-31")]
    [InlineData("core5,idle,30", "1,5,9,21,30")]
    [InlineData("node1,-8-11", "12-15,24-31")]
    [InlineData("node1,!llc2", "12-15,28-31")]
    [InlineData("-isolated", "0-2,4-29")]
    [InlineData("!0-2", "4-31")]
    [InlineData("0-7,-3", "0-2,4-7")]
    public void Cpus_are_named_by_number_range_step_and_place(string text, string expected)
    {
        Assert.True(CpuExpression.TryParse(text, new CpuNaming(Machine) { Idle = CpuSet.Of(1, 9) }, out CpuSet cpus, out string error), error);

        Assert.Equal(expected, cpus.ToString());
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("", "No CPU is named: give CPUs such as")]
    [InlineData("0,,1", "\"0,,1\" names nothing between two commas: give CPUs such as")]
    [InlineData("0,", "\"0,\" names nothing behind the last comma: give CPUs such as")]
    [InlineData(" ,0", "\" ,0\" names nothing before the first comma: give CPUs such as")]
    [InlineData("-", "\"-\" takes away nothing: name the CPUs behind it, such as all,-0.")]
    [InlineData("-1 of node0", "\"-1 of node0\" does not say which CPUs are taken away: name them, such as all,-0 or all,-node0.")]
    [InlineData("fast", "\"fast\" names no CPUs: give CPUs such as")]
    [InlineData("3-1", "\"3-1\" names no CPUs")]
    [InlineData("node", "\"node\" names no CPUs")]
    [InlineData("idle3", "\"idle3\" names no CPUs")]
    [InlineData("0-99999999999", "\"0-99999999999\" names no CPUs")]
    [InlineData("3", "CPU 3 is offline: online are 0-2,4-31.")]
    [InlineData("0-7", "CPU 3 is offline: online are 0-2,4-31.")]
    [InlineData("32", "There is no CPU 32 here: this machine has 0-31.")]
    [InlineData("0-40", "There are no CPUs 32-40 here: this machine has 0-31.")]
    [InlineData("all,-99", "There is no CPU 99 here: this machine has 0-31.")]
    [InlineData("node2", "There is no node2 here: node0 to node1 are there.")]
    [InlineData("core32", "There is no CPU 32 here: this machine has 0-31.")]
    [InlineData("core0-65535", "There are no CPUs 32-65535 here: this machine has 0-31.")]
    [InlineData("core3", "CPU 3 is offline: online are 0-2,4-31.")]
    [InlineData("5,-5", "\"5,-5\" leaves no CPU: a task needs at least one.")]
    public void What_names_no_usable_cpu_is_refused_in_a_sentence(string text, string expected)
    {
        Assert.False(CpuExpression.TryParse(text, new CpuNaming(Machine) { Idle = CpuSet.Of(1, 9) }, out CpuSet cpus, out string error));

        Assert.StartsWith(expected, error, StringComparison.Ordinal);
        Assert.EndsWith(".", error, StringComparison.Ordinal);
        Assert.True(cpus.IsEmpty);
    }

    [Fact]
    public void What_the_machine_does_not_tell_is_said()
    {
        CpuTopology flat = CpuTopology.Flat(CpuSet.Range(0, 3));

        Assert.Equal("This machine has no known llc.", Refusal("llc0", flat, idle: null));
        Assert.Equal("Which CPUs are idle is not known.", Refusal("idle", flat, idle: null));
        Assert.Equal("No CPU is idle now.", Refusal("idle", flat, CpuSet.Empty));
        Assert.Equal("No CPU is isolated on this machine.", Refusal("isolated", flat, CpuSet.Empty));
    }

    [Fact]
    public void Cpus_past_64_and_past_1023_can_be_named()
    {
        Assert.True(CpuExpression.TryParse("64,127,255,1023-1024", new CpuNaming(AnyTopology.Of(1100)), out CpuSet cpus, out _));

        Assert.Equal("64,127,255,1023-1024", cpus.ToString());
    }

    private static string Refusal(string text, CpuTopology topology, CpuSet? idle)
    {
        Assert.False(CpuExpression.TryParse(text, new CpuNaming(topology) { Idle = idle }, out _, out string error));
        return error;
    }

    // Cores of two CPUs, N and N+16; caches 0-3, 4-7, 8-11 and 12-15 with their siblings.
    [Theory]
    [InlineData("2 of idle", "4-31", "4-5")]
    [InlineData("2 of llc1", "4-31", "4-5")]
    [InlineData("4 of llc1", "4-7,20-23", "4-7")]
    [InlineData("5 of llc1", "4-7,20-23", "4-7,20")]
    [InlineData("2 of llc1", "5,7,21,23", "5,7")]
    [InlineData("3 of llc1", "5,7,21", "5,7,21")]
    [InlineData("2 of 8-15", "4-31", "8-9")]
    [InlineData("1 of llc0,1 of llc1", "0-31", "0,4")]
    [InlineData("2 of llc1,2 of llc1", "0-31", "4-7")]
    [InlineData("2 of llc1,-4", "0-31", "5-6")]
    [InlineData("2  OF  node1", "0-31", "8-9")]
    public void Some_of_many_are_picked_idle_ones_on_cores_of_their_own_first(string text, string idle, string expected)
    {
        var naming = new CpuNaming(Machine) { Idle = Parsed(idle).Except(CpuSet.Of(3)) };

        Assert.True(CpuExpression.TryParse(text, naming, out CpuSet cpus, out string error), error);
        Assert.Equal(expected, cpus.ToString());
    }

    [Fact]
    public void What_is_picked_is_near_each_other_where_a_cache_or_node_has_enough()
    {
        // Cache 0 has two idle cores, cache 2 has three: three CPUs come from there, not from two caches.
        var naming = new CpuNaming(Machine) { Idle = CpuSet.Of(0, 1, 16, 17, 8, 9, 10, 24, 25, 26) };

        Assert.True(CpuExpression.TryParse("3 of idle", naming, out CpuSet cpus, out _));
        Assert.Equal("8-10", cpus.ToString());
    }

    [Fact]
    public void Where_it_is_not_known_which_CPUs_are_idle_cores_alone_decide()
    {
        Assert.True(CpuExpression.TryParse("3 of node1", new CpuNaming(Machine), out CpuSet cpus, out _));
        Assert.Equal("8-10", cpus.ToString());
    }

    [Theory]
    [InlineData("0 of idle", "\"0 of idle\" picks no CPU: give a number from 1.")]
    [InlineData("3 of idle", "\"3 of idle\": there are only 2 to pick from, CPUs 1,9.")]
    [InlineData("2 of idle,-9", "\"2 of idle\": there is only CPU 1 to pick from.")]
    [InlineData("1 of 9,-9", "\"1 of 9\": there is none to pick from.")]
    [InlineData("2 of fast", "\"fast\" names no CPUs: give CPUs such as")]
    [InlineData("two of idle", "\"two of idle\" names no CPUs: give CPUs such as")]
    public void A_pick_that_cannot_be_made_is_refused_in_a_sentence(string text, string expected)
    {
        Assert.False(CpuExpression.TryParse(text, new CpuNaming(Machine) { Idle = CpuSet.Of(1, 9) }, out _, out string error));
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", "0-2,4-7")]
    [InlineData("-0", "1-2,4-7")]
    [InlineData("node0", "0-2,4-7")]
    [InlineData("idle", "1")]
    [InlineData("core5", "5")]
    [InlineData("3 of all", "0-2")]
    [InlineData("all,-30", "0-2,4-7")]
    public void Within_bounds_words_mean_what_is_inside(string text, string expected)
    {
        Assert.True(CpuExpression.TryParse(text, Bounded, out CpuSet cpus, out string error), error);
        Assert.Equal(expected, cpus.ToString());
    }

    [Theory]
    [InlineData("8", "CPU 8 is not within 0-7 (the cpuset of /job).")]
    [InlineData("6-9", "CPUs 8-9 are not within 0-7 (the cpuset of /job).")]
    [InlineData("node1", "CPUs 8-15,24-31 are not within 0-7 (the cpuset of /job).")]
    public void What_is_outside_of_bounds_is_refused_in_a_sentence(string text, string expected)
    {
        Assert.False(CpuExpression.TryParse(text, Bounded, out _, out string error));
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("gpu0", "0-2,4-7,16-23")]
    [InlineData("GPU0-1", "0-2,4-31")]
    [InlineData("nic:eth0", "8-15,24-31")]
    [InlineData("NIC:eth0", "8-15,24-31")]
    [InlineData("pci:0000:3b:00.0", "0-2,4-7,16-23")]
    [InlineData("pci:3B:00.0", "0-2,4-7,16-23")]
    [InlineData("nvme0,-8-15", "24-31")]
    [InlineData("2 of nic:eth0", "8-9")]
    public void Devices_name_the_CPUs_near_them(string text, string expected)
    {
        Assert.True(CpuExpression.TryParse(text, WithDevices, out CpuSet cpus, out string error), error);
        Assert.Equal(expected, cpus.ToString());
    }

    [Theory]
    [InlineData("gpu2", "There is no gpu2 here: gpu0 and gpu1 are there.")]
    [InlineData("nvme1", "There is no nvme1 here: nvme0 is there.")]
    [InlineData("nic:eth9", "There is no nic:eth9 here: nic:eth0, nic:lo and nic:eth1 are there.")]
    [InlineData("ib:mlx5_0", "There is no ib:mlx5_0 here: \"coretop topology\" lists the devices there are.")]
    [InlineData("pci:99:00.0", "There is no pci:99:00.0 here: ")]
    [InlineData("nic:lo", "nic:lo is a virtual device: it is near no CPU.")]
    [InlineData("nic:eth1", "This machine does not say which CPUs are near nic:eth1.")]
    [InlineData("gpu", "\"gpu\" names no CPUs: give CPUs such as")]
    public void A_device_that_is_not_there_or_near_no_CPU_is_refused_in_a_sentence(string text, string expected)
    {
        Assert.False(CpuExpression.TryParse(text, WithDevices, out _, out string error));
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_are_read_only_when_one_is_named()
    {
        var naming = new CpuNaming(Machine) { Devices = static () => throw new InvalidOperationException("Devices were read.") };

        Assert.True(CpuExpression.TryParse("node0,core9", naming, out _, out string error), error);
    }

    [Theory]
    [InlineData("2 of llc1", true)]
    [InlineData("0-3,Idle", true)]
    [InlineData("node0,-3", false)]
    public void It_is_known_whether_idle_CPUs_matter(string text, bool expected) => Assert.Equal(expected, CpuExpression.DependsOnIdle(text));

    private static CpuNaming Bounded => new(Machine) { Idle = CpuSet.Of(1, 9), Bounds = new CpuBounds(CpuSet.Range(0, 7), "mine", "the cpuset of /job") };

    private static CpuNaming WithDevices => new(Machine)
    {
        Devices = static () =>
        [
            new NearDevice("gpu0", "0000:3b:00.0", Node(0)),
            new NearDevice("gpu1", "0000:af:00.0", Node(1)),
            new NearDevice("nic:eth0", "0000:b0:00.0", Node(1)),
            new NearDevice("nic:lo", Address: null, Cpus: null) { IsVirtual = true },
            new NearDevice("nic:eth1", "0000:00:1f.6", Cpus: null),
            new NearDevice("nvme0", "0000:b1:00.0", Node(1)),
        ],
    };

    private static CpuSet Node(int index) => Machine.Nodes[index].Cpus;

    private static CpuSet Parsed(string text) => CpuList.TryParse(text, out CpuSet cpus) ? cpus : throw new ArgumentException(text);
}
