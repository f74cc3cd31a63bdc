using CoreTop.Listing.Jobs;
using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Listing.Jobs;

public sealed class BindingTextTests
{
    [Theory]
    [InlineData(4, 1, 1, "0", "[B/././.]")]
    [InlineData(4, 1, 1, "0-3", "[B/B/B/B]")]
    [InlineData(4, 2, 1, "2", "[./.][B/.]")]
    [InlineData(8, 2, 2, "0,4", "[BB/..][../..]")]
    [InlineData(8, 2, 2, "3", "[../..][../B.]")]
    [InlineData(2, 1, 1, "5", "[./.]")]
    public void Packages_stand_in_brackets_and_cores_between_slashes(int cpus, int packages, int smt, string mask, string expected) =>
        Assert.Equal(expected, BindingText.Of(AnyTopology.Of(cpus, packages, smt), AnyJob.Cpus(mask)));

    [Fact]
    public void Cpus_that_are_offline_are_left_out() =>
        Assert.Equal("[BB/B]", BindingText.Of(AnyTopology.Of(4, smt: 2, offline: CpuSet.Of(3)), CpuSet.Range(0, 3)));

    [Fact]
    public void Cores_of_different_sizes_have_as_many_letters_as_cpus() =>
        Assert.Equal("[../B./B/.]", BindingText.Of(AnyTopology.Hybrid(2, 2), CpuSet.Of(2, 4)));
}
