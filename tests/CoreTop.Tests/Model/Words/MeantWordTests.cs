using CoreTop.Model.Words;

namespace CoreTop.Tests.Model.Words;

public sealed class MeantWordTests
{
    private static readonly string[] Known = ["snapshot", "topology", "diagnose", "--columns", "--config", "-V", "CPU%", "delay", "S"];

    [Theory]
    [InlineData("snapshto", "snapshot")]
    [InlineData("snpashot", "snapshot")]
    [InlineData("SNAPSHOTS", "snapshot")]
    [InlineData("diagnos", "diagnose")]
    [InlineData("diagnosis", "diagnose")]
    [InlineData("--colums", "--columns")]
    [InlineData("--confg", "--config")]
    [InlineData("topo", "topology")]
    [InlineData("-v", "-V")]
    [InlineData("dealy", "delay")]
    [InlineData("cpu%", "CPU%")]
    public void The_word_that_was_meant_is_found(string typed, string meant) => Assert.Equal(meant, MeantWord.Find(typed, Known));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--")]
    [InlineData("x")]
    [InlineData("cp")]
    [InlineData("frobnicate")]
    [InlineData("to")]
    [InlineData("top\0logy\u202Exx")]
    public void A_word_that_is_like_no_other_means_none(string typed) => Assert.Null(MeantWord.Find(typed, Known));

    [Fact]
    public void A_huge_word_means_none_at_once() => Assert.Null(MeantWord.Find(new string('s', 1_000_000), Known));

    [Fact]
    public void A_question_follows_a_sentence_or_is_nothing()
    {
        Assert.Equal(" Did you mean \"delay\"?", MeantWord.Question("dealy", Known));
        Assert.Empty(MeantWord.Question("bogus", Known));
    }
}
