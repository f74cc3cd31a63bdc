using CoreTop.Model.Words;

namespace CoreTop.Tests.Model.Words;

public sealed class CountTests
{
    [Theory]
    [InlineData(1.0, "1.0 core is lost; get it back")]
    [InlineData(0.96, "1.0 core is lost; get it back")]
    [InlineData(1.04, "1.0 core is lost; get it back")]
    [InlineData(1.1, "1.1 cores are lost; get them back")]
    [InlineData(0.9, "0.9 cores are lost; get them back")]
    [InlineData(11, "11.0 cores are lost; get them back")]
    public void Cores_have_the_words_of_the_number_that_is_shown(double cores, string words) => Assert.Equal(
        words, $"{Count.OfCores(cores)} {Count.AreCores(cores)} lost; get {Count.ThemCores(cores)} back");
}
