using System.Collections.Immutable;
using CoreTop.Analysis.Blaming.OpenMp;
using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Analysis.Blaming.OpenMp;

public sealed class PlacesTests
{
    [Theory]
    [InlineData("threads", "0-35", 36, "0")]
    [InlineData("cores", "0-35", 18, "0,18")]
    [InlineData("CORES(4)", "0-35", 4, "0,18")]
    [InlineData("cores", "1-3", 3, "1")]
    [InlineData("sockets", "0-35", 2, "0-8,18-26")]
    [InlineData("sockets", "9-17", 1, "9-17")]
    [InlineData("ll_caches", "0-35", 2, "0-8,18-26")]
    [InlineData("numa_domains", "0-35", 2, "0-8,18-26")]
    [InlineData("{0,1,2},{3}", "0-35", 2, "0-2")]
    [InlineData("{0:4},{4:4}", "0-35", 2, "0-3")]
    [InlineData("{0:4:2}", "0-35", 1, "0,2,4,6")]
    [InlineData(" { 4 : 2 } : 3 : 2 ", "0-35", 3, "4-5")]
    [InlineData("{0:4}:8:4", "0-35", 8, "0-3")]
    [InlineData("{0:8,!3}", "0-35", 1, "0-2,4-7")]
    [InlineData("{0},{1},!{0}", "0-35", 1, "1")]
    [InlineData("{7}:3:-2", "0-35", 3, "7")]
    [InlineData("3,4", "0-35", 2, "3")]
    [InlineData("{0},{5}", "4-7", 1, "5")]
    public void Places_are_those_of_the_machine_within_the_mask(string value, string allowed, int count, string first)
    {
        ImmutableArray<CpuSet> places = Places.Of(value, Scene.OfPairs(36, nodes: 2).Topology, Scene.Set(allowed))!.Value;

        Assert.Equal(count, places.Length);
        Assert.Equal(first, places[0].ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("tiles")]
    [InlineData("cores(x)")]
    [InlineData("cores(0)")]
    [InlineData("{0")]
    [InlineData("{0:0}")]
    [InlineData("{-1}")]
    [InlineData("{0}:9999999999")]
    [InlineData("{0:8192}:8192")]
    [InlineData("{0} {1}")]
    public void What_cannot_be_understood_is_unknown(string value) =>
        Assert.Null(Places.Of(value, Scene.OfPairs(36).Topology, CpuSet.Range(0, 35)));

    [Fact]
    public void Caches_that_the_kernel_does_not_tell_are_unknown() =>
        Assert.Null(Places.Of("ll_caches", Scene.Of("0-3").Topology, CpuSet.Range(0, 3)));

    [Theory]
    [InlineData("0 3 1-2", "0 3 1 2")]
    [InlineData("4-15:4,0", "4 8 12 0")]
    [InlineData("0-3,0", "0 1 2 3 0")]
    [InlineData("{1,2},0", "1-2 0")]
    [InlineData("40,1", "1")]
    [InlineData("", "")]
    public void Lists_of_CPUs_keep_their_order(string value, string expected) =>
        Assert.Equal(expected, string.Join(' ', CpuNumbers.Of(value, CpuSet.Range(0, 35))!.Value));

    [Theory]
    [InlineData("a")]
    [InlineData("3-1")]
    [InlineData("0-8:0")]
    [InlineData("-1")]
    [InlineData("{1")]
    public void What_is_no_list_of_CPUs_is_unknown(string value) => Assert.Null(CpuNumbers.Of(value, CpuSet.Range(0, 35)));
}
