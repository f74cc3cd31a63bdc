using System.Text;
using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Model.Cpus;

public sealed class CpuSetTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("0\n", "0")]
    [InlineData("0-3,8", "0-3,8")]
    [InlineData("3,1,2", "1-3")]
    [InlineData("0,2,4-5", "0,2,4-5")]
    [InlineData("16-31:2", "16,18,20,22,24,26,28,30")]
    [InlineData("0-31:2/8", "0-1,8-9,16-17,24-25")]
    [InlineData("63,64,127,255,1023", "63-64,127,255,1023")]
    [InlineData("8191", "8191")]
    public void A_cpulist_reads_back_as_the_kernel_prints_it(string text, string expected)
    {
        Assert.True(CpuList.TryParse(text, out CpuSet cpus));
        Assert.Equal(expected, cpus.ToString());
    }

    [Theory]
    [InlineData("(null)")]
    [InlineData("0-")]
    [InlineData("-1")]
    [InlineData("3-1")]
    [InlineData("0,,1")]
    [InlineData("0,")]
    [InlineData("1-4:0")]
    [InlineData("1-4:3/2")]
    [InlineData("0-4000000000")]
    [InlineData("99999999999999999999")]
    [InlineData("a")]
    [InlineData("1 2")]
    public void Text_that_is_no_cpulist_is_refused(string text)
    {
        Assert.False(CpuList.TryParse(text, out CpuSet cpus));
        Assert.True(cpus.IsEmpty);
    }

    [Theory]
    [InlineData("f", "0-3")]
    [InlineData("ff,00000001", "0,32-39")]
    [InlineData("1,00000000,00000000", "64")]
    [InlineData("0", "")]
    public void A_mask_has_its_highest_group_first(string text, string expected)
    {
        Assert.True(CpuList.TryParseMask(Encoding.ASCII.GetBytes(text), out CpuSet cpus));
        Assert.Equal(expected, cpus.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("g")]
    [InlineData("1,,1")]
    [InlineData("123456789")]
    public void Text_that_is_no_mask_is_refused(string text) =>
        Assert.False(CpuList.TryParseMask(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Sets_are_equal_by_value_however_long_their_masks_were()
    {
        CpuSet fromWords = CpuSet.FromWords([5, 0, 0]);

        Assert.Equal(CpuSet.Of(0, 2), fromWords);
        Assert.Equal(CpuSet.Of(0, 2).GetHashCode(), fromWords.GetHashCode());
        Assert.True(fromWords.HasWords([5]));
        Assert.False(fromWords.HasWords([5, 1]));
    }

    [Fact]
    public void Set_algebra_works_across_words_of_different_length()
    {
        CpuSet low = CpuSet.Range(0, 70), high = CpuSet.Range(64, 200);

        Assert.Equal("0-200", low.Union(high).ToString());
        Assert.Equal("64-70", low.Intersect(high).ToString());
        Assert.Equal("0-63", low.Except(high).ToString());
        Assert.True(CpuSet.Of(199).IsSubsetOf(high));
        Assert.False(high.IsSubsetOf(low));
        Assert.True(low.Overlaps(high));
        Assert.False(CpuSet.Of(1).Overlaps(CpuSet.Of(100)));
        Assert.Equal("0-199", low.Union(high).Except(CpuSet.Of(200)).ToString());
    }

    [Fact]
    public void First_last_count_and_enumeration_agree()
    {
        CpuSet cpus = CpuSet.Of(1023, 0, 64);

        Assert.Equal(3, cpus.Count);
        Assert.Equal(new CpuId(0), cpus.First);
        Assert.Equal(new CpuId(1023), cpus.Last);
        Assert.Equal([0, 64, 1023], cpus.Select(cpu => cpu.Number));
        Assert.Null(CpuSet.Empty.First);
        Assert.Null(CpuSet.Empty.Last);
        Assert.True(cpus.Contains(new CpuId(64)));
        Assert.False(cpus.Contains(new CpuId(65)));
        Assert.False(cpus.Contains(new CpuId(-1)));
        Assert.False(cpus.Contains(new CpuId(5000)));
    }
}
