using System.Drawing;
using CoreTop.Tui.Hosting;

namespace CoreTop.Tests.Tui.Hosting;

public sealed class TerminalDeviceTests
{
    [Theory]
    [InlineData(80, 24, 80, 24)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(960, 400, 960, 400)]
    [InlineData(2000, 200, 2000, 200)]
    [InlineData(65_535, 1, 2000, 1)]
    [InlineData(1, 65_535, 1, 1000)]
    [InlineData(65_535, 65_535, 2000, 200)]
    public void Of_a_window_larger_than_any_screen_the_upper_left_part_is_drawn(int columns, int rows, int width, int height) =>
        Assert.Equal(new Size(width, height), TerminalDevice.Drawable(columns, rows));
}
