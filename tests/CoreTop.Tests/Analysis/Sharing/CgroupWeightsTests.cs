using CoreTop.Analysis.Sharing;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Analysis.Sharing;

public sealed class CgroupWeightsTests
{
    private readonly CgroupWeights _weights = Of("/pods/low/a", "/pods/low", "/pods/high", "/pods/high/b/c", "/pods/high/b");

    [Theory]
    [InlineData("/pods/low/a", "/pods/low/a")]
    [InlineData("/pods/low/a/x/y", "/pods/low/a")]
    [InlineData("/pods/low/ab", "/pods/low")]
    [InlineData("/pods/lower", null)]
    [InlineData("/", null)]
    [InlineData(null, null)]
    public void A_task_is_in_the_nearest_cgroup_that_has_a_weight(string? cgroup, string? found) =>
        Assert.Equal(found, _weights.Find(cgroup)?.Cgroup);

    [Fact]
    public void A_root_that_has_a_weight_holds_only_its_own_tasks()
    {
        CgroupWeights weights = Of("/", "/a");

        Assert.Equal("/", weights.Find("/")?.Cgroup);
        Assert.Null(weights.Find("/b"));
        Assert.Equal(("/a", "/"), Parting(weights, "/a", "/"));
    }

    [Theory]
    [InlineData("/pods/low/a", "/pods/high/b/c", "/pods/low", "/pods/high")]
    [InlineData("/pods/low", "/pods/high/b", "/pods/low", "/pods/high")]
    [InlineData("/pods/high", "/pods/high/b/c", "/pods/high", "/pods/high/b")]
    [InlineData("/pods/high/b", "/pods/high/b/c", "/pods/high/b", "/pods/high/b/c")]
    public void Of_two_cgroups_those_above_them_count_that_are_children_of_one(string one, string other, string ofOne, string ofOther)
    {
        Assert.Equal((ofOne, ofOther), Parting(_weights, one, other));
        Assert.Equal((ofOther, ofOne), Parting(_weights, other, one));
    }

    private static (string, string) Parting(CgroupWeights weights, string one, string other)
    {
        CpuCgroup left = weights.Find(one)!, right = weights.Find(other)!;
        return (weights.Below(left, right).Cgroup, weights.Below(right, left).Cgroup);
    }

    private static CgroupWeights Of(params string[] cgroups) =>
        new([.. cgroups.Select(static cgroup => new CpuCgroup(cgroup, 100, IsIdle: false, QuotaCores: null))]);
}
