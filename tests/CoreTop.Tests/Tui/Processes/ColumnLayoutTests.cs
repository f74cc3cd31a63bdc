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
        ImmutableArray<PlacedColumn> placed = ColumnLayout.Place(width, ProcessColumns.Default);

        Assert.Equal(0, placed[0].Start);
        Assert.Equal(width, placed[^1].Start + placed[^1].Width);
        Assert.All(placed.Zip(placed.Skip(1)), pair => Assert.Equal(pair.First.Start + pair.First.Width, pair.Second.Start));
        Assert.Contains(placed, column => column.Column == ProcessColumns.Pid);
        Assert.Contains(placed, column => column.Column == ProcessColumns.Affinity);
        Assert.Contains(placed, column => column.Column == ProcessColumns.Command);
    }

    [Fact]
    public void At_120_columns_every_default_column_is_shown() =>
        Assert.Equal(ProcessColumns.Default, ColumnLayout.Place(120, ProcessColumns.Default).Select(placed => placed.Column));

    [Fact]
    public void A_menu_of_columns_begins_with_those_shown_and_leaves_none_out()
    {
        ImmutableArray<ProcessColumn> shown = [ProcessColumns.Command, ProcessColumns.Pid];

        ImmutableArray<ProcessColumn> offered = ProcessColumns.ShownFirst(shown);

        Assert.Equal(shown, offered[..2]);
        Assert.Equal(ProcessColumns.All.Order(ByHeading), offered.Order(ByHeading));
    }

    [Fact]
    public void Every_column_has_a_heading_of_its_own_that_fits_and_a_sentence_of_help()
    {
        Assert.All(ProcessColumns.All, column => Assert.True(column.Heading.Length <= column.Width, column.Heading));
        Assert.All(ProcessColumns.All, column => Assert.EndsWith(".", column.Help, StringComparison.Ordinal));
        Assert.Equal(ProcessColumns.All.Length, ProcessColumns.All.Select(column => column.Heading).Distinct().Count());
        Assert.All(ProcessColumns.All, column => Assert.Same(column, ProcessColumns.Find(column.Heading.ToLowerInvariant())));
    }

    private static Comparer<ProcessColumn> ByHeading { get; } =
        Comparer<ProcessColumn>.Create((left, right) => string.CompareOrdinal(left.Heading, right.Heading));
}
