using System.Text;
using CoreTop.Kernel.Proc;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class CapabilitiesTests
{
    [Theory]
    [InlineData("CapPrm:\t0000000000000000\nCapEff:\t000001ffffffffff\n", true)]
    [InlineData("CapEff:\t0000000000800000\n", true)]
    [InlineData("CapPrm:\t000001ffffffffff\nCapEff:\t000001ffff7fffff\n", false)]
    [InlineData("CapEff:\t\n", false)]
    [InlineData("Name:\tcoretop\n", false)]
    public void Only_the_effective_set_says_whether_a_thread_has_CAP_SYS_NICE(string status, bool hasIt) =>
        Assert.Equal(hasIt, Capabilities.HasSysNice(Encoding.ASCII.GetBytes(status)));

    [Theory]
    [InlineData("         0          0 4294967295\n", true)]
    [InlineData("         0       1000          1\n", false)]
    [InlineData("         0     100000      65536\n", false)]
    [InlineData("         1          0 4294967295\n", false)]
    [InlineData("         0          0      65536\n         65536  65536  4294901759\n", false)]
    [InlineData("         0          0\n", false)]
    [InlineData("", false)]
    public void Capabilities_count_for_the_whole_machine_where_every_user_id_stands_for_itself(string uidMap, bool counts) =>
        Assert.Equal(counts, Capabilities.IsOfWholeMachine(Encoding.ASCII.GetBytes(uidMap)));
}
