using System.Collections.Immutable;
using CoreTop.Tui.Processes;

namespace CoreTop.Tests.Tui.Processes;

public sealed class ColumnLayoutTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(200)]
    [InlineData(250)]
    public void Columns_fill_the_width_without_a_gap_and_the_essential_ones_are_there(int width)
    {
        ImmutableArray<PlacedColumn> placed = ColumnLayout.Place(width);

        Assert.Equal(0, placed[0].Start);
        Assert.Equal(width, placed[^1].Start + placed[^1].Width);
        Assert.All(placed.Zip(placed.Skip(1)), pair => Assert.Equal(pair.First.Start + pair.First.Width, pair.Second.Start));
        Assert.Contains(placed, column => column.Column == ProcessColumns.Pid);
        Assert.Contains(placed, column => column.Column == ProcessColumns.Affinity);
        Assert.Contains(placed, column => column.Column == ProcessColumns.Command);
    }

    [Fact]
    public void At_120_columns_every_column_is_shown() =>
        Assert.Equal(ProcessColumns.All, ColumnLayout.Place(120).Select(placed => placed.Column));

    [Fact]
    public void Every_column_has_a_heading_of_its_own_that_fits_and_a_sentence_of_help()
    {
        Assert.All(ProcessColumns.All, column => Assert.True(column.Heading.Length <= column.Width, column.Heading));
        Assert.All(ProcessColumns.All, column => Assert.EndsWith(".", column.Help, StringComparison.Ordinal));
        Assert.Equal(ProcessColumns.All.Length, ProcessColumns.All.Select(column => column.Heading).Distinct().Count());
        Assert.All(ProcessColumns.All, column => Assert.Same(column, ProcessColumns.Find(column.Heading.ToLowerInvariant())));
    }
}
