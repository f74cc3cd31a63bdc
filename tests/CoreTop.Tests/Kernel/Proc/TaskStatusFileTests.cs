using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class TaskStatusFileTests
{
    [Fact]
    public void Lines_are_found_by_their_names() => Assert.Equal(
        new TaskStatusFile(28977, 1001, 4, CpuSet.Range(0, 7), CpuSet.Of(0), 12),
        Parse("""
            Name:	a\nb: c
            Umask:	0022
            Tgid:	28977
            Ngid:	0
            Pid:	28978
            Uid:	1000	1001	1000	1000
            Threads:	4
            Cpus_allowed:	ff
            Cpus_allowed_list:	0-7
            Mems_allowed_list:	0
            voluntary_ctxt_switches:	12
            nonvoluntary_ctxt_switches:	34
            """));

    [Fact]
    public void Without_the_list_the_mask_does()
    {
        Assert.Equal("32-35", Parse("Tgid:\t1\nUid:\t0\t0\t0\t0\nCpus_allowed:\tf,00000000\n").AllowedCpus?.ToString());
        Assert.Equal("1", Parse("Tgid:\t1\nUid:\t0\t0\nCpus_allowed_list:\t1\nCpus_allowed:\tf\n").AllowedCpus?.ToString());
        TaskStatusFile least = Parse("Tgid:\t1\nUid:\t0\t0\n");
        Assert.Null(least.AllowedCpus);
        Assert.Null(least.VoluntarySwitches);
    }

    [Fact]
    public void A_user_number_may_need_all_32_bits() =>
        Assert.Equal(-2, Parse("Tgid:\t1\nUid:\t0\t4294967294\n").EffectiveUid);

    [Theory]
    [InlineData("")]
    [InlineData("Tgid:\t1\n")]
    [InlineData("Uid:\t0\t0\n")]
    [InlineData("Tgid:\t\nUid:\t0\t0\n")]
    [InlineData("Tgid:\t1\nUid:\t0\n")]
    [InlineData("Tgid:\t1\nUid:\t0\t0\nThreads:\tx\n")]
    [InlineData("Tgid:\t1\nUid:\t0\t0\nCpus_allowed:\txyz\n")]
    [InlineData("Tgid:\t1\nUid:\t0\t0\nCpus_allowed_list:\t0-\n")]
    [InlineData("Tgid:\t1\nUid:\t0\t0\nMems_allowed_list:\t?\n")]
    public void What_is_missing_or_malformed_is_refused(string text) =>
        Assert.Throws<KernelFormatException>(() => Parse(text));

    private static TaskStatusFile Parse(string text) => TaskStatusFile.Parse(Encoding.UTF8.GetBytes(text));
}
