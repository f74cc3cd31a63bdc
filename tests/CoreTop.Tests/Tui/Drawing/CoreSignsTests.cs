using CoreTop.Tui.Drawing;

namespace CoreTop.Tests.Tui.Drawing;

public sealed class CoreSignsTests
{
    [Fact]
    public void No_sign_of_a_bar_or_cell_fills_the_height_so_that_rows_stay_apart()
    {
        char[] signs = [CoreSigns.User, CoreSigns.Nice, CoreSigns.System, CoreSigns.Irq, CoreSigns.Rest, .. Enumerable.Range(0, 101).Select(percent => CoreSigns.Level(percent / 100.0))];

        Assert.DoesNotContain(signs, sign => "█▓▒░▉▊▋▌▍▎▏".Contains(sign, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, '.', 0)]
    [InlineData(0.05, '▁', 1)]
    [InlineData(0.5, '▄', 4)]
    [InlineData(1, '▇', 7)]
    [InlineData(1.2, '▇', 7)]
    public void A_level_rises_with_how_busy_a_CPU_is(double busy, char sign, int level) =>
        Assert.Equal((sign, level), (CoreSigns.Level(busy), CoreSigns.LevelOf(busy)));
}
