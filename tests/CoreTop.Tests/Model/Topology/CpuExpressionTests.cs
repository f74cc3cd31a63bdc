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
        Assert.True(CpuExpression.TryParse(text, AnyTopology.Hybrid(6, 8), idle: null, out CpuSet cpus, out _));
        Assert.Equal(expected, cpus.ToString());
    }

    [Fact]
    public void Where_all_cores_are_alike_none_can_be_named_so()
    {
        Assert.False(CpuExpression.TryParse("ecores", AnyTopology.Of(4), idle: null, out _, out string error));
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
        Assert.True(CpuExpression.TryParse(text, Machine, CpuSet.Of(1, 9), out CpuSet cpus, out string error), error);

        Assert.Equal(expected, cpus.ToString());
        Assert.Empty(error);
    }

    [Theory]
    [InlineData("", "No CPU is named: give CPUs such as")]
    [InlineData("0,,1", "No CPU is named: give CPUs such as")]
    [InlineData("0,", "No CPU is named: give CPUs such as")]
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
        Assert.False(CpuExpression.TryParse(text, Machine, CpuSet.Of(1, 9), out CpuSet cpus, out string error));

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
        Assert.True(CpuExpression.TryParse("64,127,255,1023-1024", AnyTopology.Of(1100), idle: null, out CpuSet cpus, out _));

        Assert.Equal("64,127,255,1023-1024", cpus.ToString());
    }

    private static string Refusal(string text, CpuTopology topology, CpuSet? idle)
    {
        Assert.False(CpuExpression.TryParse(text, topology, idle, out _, out string error));
        return error;
    }
}
