using CoreTop.Cells;

namespace CoreTop.Tests.Cells;

public sealed class WordWrapTests
{
    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("a wordtoolongforit b", 5, "a|wordtoolongforit|b")]
    [InlineData("", 5, "")]
    public void Lines_break_at_blanks_and_leave_words_whole(string text, int width, string lines) =>
        Assert.Equal(lines, string.Join('|', WordWrap.Lines(text, width)));

    [Theory]
    [InlineData("the highest is 2 %", 8, "the |highest |is 2 %")]
    [InlineData("/a/long/path", 5, "/a/lo|ng/pa|th")]
    [InlineData("go /a/long/path on", 5, "go |/a/lo|ng/pa|th on")]
    [InlineData("CPUs 1,5,8,11,13", 8, "CPUs |1,5,8,|11,13")]
    [InlineData("1,5,8,11,13-14,21", 7, "1,5,8,|11,|13-14,|21")]
    [InlineData("漢字漢字", 5, "漢字|漢字")]
    [InlineData("", 5, "")]
    public void Pieces_break_at_blanks_where_there_are_any_and_lose_nothing(string text, int width, string pieces)
    {
        string[] made = [.. WordWrap.Pieces(text, width)];

        Assert.Equal(pieces, string.Join('|', made));
        Assert.Equal(text, string.Concat(made));
    }
}
