using System.Text;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Kernel.Sys;

public sealed class KernelNumbersTests
{
    [Theory]
    [InlineData("0-3", "0-7", "", "0-3")]
    [InlineData("2-7", "0-3", "4-7", "2-3")]
    [InlineData("7,10", "0-1", "", "7,10")]
    [InlineData("1,7", "0-1", "", "1,7")]
    [InlineData("1,3,7", "0-1", "2-3", "1,7")]
    [InlineData("4", "0-3", "4", "4")]
    public void Offline_cpus_are_left_out_and_those_that_nothing_tells_of_stay(string cpus, string online, string offline, string expected) =>
        Assert.Equal(expected, KernelNumbers.Usable(Set(cpus), Set(online), Set(offline)).ToString());

    [Theory]
    [InlineData("2-7", "0-3", "2-3")]
    [InlineData("7,10", "0-1", "7,10")]
    public void Where_it_is_not_known_which_are_offline_all_are_that_are_not_online(string cpus, string online, string expected) =>
        Assert.Equal(expected, KernelNumbers.Usable(Set(cpus), Set(online), offline: null).ToString());

    [Theory]
    [InlineData("0-127", 16, "", "0-15")]
    [InlineData("0-1,4-127", 16, "", "0-1,4-15")]
    [InlineData("0-15", 16, "8-15", "0-7")]
    [InlineData("0-31", 16, "8-15", "0-7")]
    [InlineData("7", 2, "", "7")]
    [InlineData("1,7", 2, "", "1,7")]
    [InlineData("12-15", 12, "", "12-15")]
    public void A_mask_of_status_holds_cpus_that_were_never_plugged_in_all_of_them_or_none(
        string mask, int present, string offline, string expected) =>
        Assert.Equal(expected, KernelNumbers.UsableOfStatus(Set(mask), AnyTopology.Of(present, offline: Set(offline))).ToString());

    private static CpuSet Set(string list) => CpuList.TryParse(Encoding.ASCII.GetBytes(list), out CpuSet cpus) ? cpus : CpuSet.Empty;
}
