using CoreTop.Tui.Keys;

namespace CoreTop.Tests.Tui.Keys;

public sealed class LineKeysTests
{
    [Theory]
    [InlineData("Down")]
    [InlineData("PgDn")]
    public void One_can_go_on_from_beyond_the_end(string key)
    {
        int end = LineKeys.Move("End", 3);

        Assert.True(LineKeys.Move(key, end) > end);
    }

    [Fact]
    public void Home_leads_to_the_first_line_and_other_keys_nowhere()
    {
        Assert.Equal(0, LineKeys.Move("Home", 7));
        Assert.Equal(7, LineKeys.Move("F1", 7));
    }
}
