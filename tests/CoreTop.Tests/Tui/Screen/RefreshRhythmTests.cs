using CoreTop.Model.Sampling;
using CoreTop.Tui.Screen;

namespace CoreTop.Tests.Tui.Screen;

/// <summary>A screen that cannot keep the delay says so, and does not cry wolf.</summary>
public class RefreshRhythmTests
{
    [Theory]
    [InlineData("1 1 1", null)]
    [InlineData("0.3 1 1.4 1.4", null)]
    [InlineData("1 30 1", null)]
    [InlineData("1 2 3", "3")]
    [InlineData("3 2.5", "2.5")]
    [InlineData("3 3 1", null)]
    public void Refreshes_are_late_when_two_in_a_row_took_half_as_long_again_as_asked(string intervalsSeconds, string? lateSeconds)
    {
        var rhythm = new RefreshRhythm();
        foreach (string seconds in intervalsSeconds.Split(' '))
        {
            rhythm.Take(Seconds(seconds), TimeSpan.FromSeconds(1));
        }

        Assert.Equal(lateSeconds is null ? null : Seconds(lateSeconds), rhythm.Late);
    }

    [Fact]
    public void A_delay_made_shorter_is_not_called_late_because_of_the_refresh_that_was_under_way()
    {
        var rhythm = new RefreshRhythm();
        rhythm.Take(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));
        rhythm.Take(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(1));
        Assert.Null(rhythm.Late);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_screen_says_so_until_they_come_in_time_again(int width)
    {
        Snapshot inTime = AnySnapshot.Founding();
        Snapshot late = inTime with { Interval = TimeSpan.FromSeconds(2.4) };
        using var screen = new TestScreen(inTime, width: width);
        screen.Show(late);
        Assert.Contains("delay 1s   01:52:47", screen.Text, StringComparison.Ordinal);
        screen.Show(late);
        Assert.Contains("delay 1s, in fact 2.4s   01:52:47", screen.Text, StringComparison.Ordinal);
        screen.Show(inTime);
        Assert.Contains("delay 1s   01:52:47", screen.Text, StringComparison.Ordinal);
    }

    private static TimeSpan Seconds(string text) =>
        TimeSpan.FromSeconds(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
