using CoreTop.Listing.Fields;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Panes.Processes;

namespace CoreTop.Tests.Tui.Panes.Processes;

public sealed class CellInksTests
{
    [Theory]
    [InlineData("CPU%", "0.0", nameof(Ink.Faint))]
    [InlineData("CPU%", "0.1", nameof(Ink.Normal))]
    [InlineData("WAIT%", "-", nameof(Ink.Faint))]
    [InlineData("TIME+", "0:00.00", nameof(Ink.Faint))]
    [InlineData("TIME+", "0:00.01", nameof(Ink.Normal))]
    [InlineData("NI", "0", nameof(Ink.Faint))]
    [InlineData("NI", "10", nameof(Ink.Normal))]
    [InlineData("PR", "20", nameof(Ink.Faint))]
    [InlineData("PR", "0", nameof(Ink.Normal))]
    [InlineData("SHR", "0K", nameof(Ink.Faint))]
    [InlineData("RES", "812K", nameof(Ink.Normal))]
    [InlineData("RES", "4.1M", nameof(Ink.Megabytes))]
    [InlineData("VIRT", "1.5G", nameof(Ink.Gigabytes))]
    [InlineData("VIRT", "16T", nameof(Ink.Terabytes))]
    [InlineData("READ/s", "230M", nameof(Ink.Megabytes))]
    [InlineData("CPU", "0", nameof(Ink.Normal))]
    [InlineData("UID", "0", nameof(Ink.Normal))]
    [InlineData("NODE", "0", nameof(Ink.Normal))]
    [InlineData("COMM", "M", nameof(Ink.Normal))]
    public void What_is_nothing_is_faint_what_is_named_0_is_not_and_sizes_have_the_colour_of_their_unit(string column, string text, string ink) =>
        Assert.Equal(Enum.Parse<Ink>(ink), CellInks.Of(ProcessColumns.Find(column)!, CellTone.Normal, text));

    [Fact]
    public void What_is_special_about_a_cell_comes_first() =>
        Assert.Equal(Ink.Waiting, CellInks.Of(ProcessColumns.Wait, CellTone.Waiting, "0.0"));
}
